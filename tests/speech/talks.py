"""Random talks for properties: words from a small vocabulary, so that they repeat."""

from hypothesis import strategies as st

from agent.speech.segment import SpokenWord

VOCABULARY = ("no", "yes", "the", "price", "of", "it", "is", "very", "e-mail", "we", "need")


@st.composite
def talks(draw: st.DrawFn, *, most: int = 40) -> list[SpokenWord]:
    """Return words of 0.12 to 0.5 s, most of them without a gap, some after a pause, some doubtful."""
    words: list[SpokenWord] = []
    at_s = draw(st.integers(0, 100)) / 100
    spoken = st.tuples(
        st.sampled_from(VOCABULARY),
        st.integers(12, 50),
        st.one_of(st.just(0), st.just(0), st.just(5), st.integers(20, 150)),
        st.sampled_from((0.9, 0.9, 0.9, 0.2)),
    )
    count = draw(st.integers(2, most))
    for text, length, gap, probability in draw(st.lists(spoken, min_size=count, max_size=count)):
        end_s = at_s + length / 100
        words.append(SpokenWord(text, at_s, end_s, probability))
        at_s = end_s + gap / 100
    return words
