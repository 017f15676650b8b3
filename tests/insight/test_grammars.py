from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.insight.signals.language.numbers import TENS, UNITS, number_at, tokens_of
from agent.insight.signals.language.reading import plain
from agent.insight.signals.money.find import find_money
from agent.insight.signals.times.calendar_spans import MONTHS, WEEKDAYS, months_from
from agent.insight.signals.times.feasts import easter, feast
from agent.insight.signals.times.find import find_times

TODAY = date(2026, 5, 12)
_SMALL = {value: word for word, value in UNITS.items() if word not in {"fiver", "tenner"}}
_BIG = {value: word for word, value in TENS.items() if word not in {"fourty", "fiddy"}}


def in_words(number: int) -> str:
    """Say a number below a billion."""
    for scale, name in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{in_words(number // scale)} {name}" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{_SMALL[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number in _SMALL:
        return _SMALL[number]
    tens, unit = number - number % 10, number % 10
    return _BIG[tens] + (f" {_SMALL[unit]}" if unit else "")


@given(st.integers(1, 999).flatmap(lambda n: st.sampled_from([n * 1_000, n * 1_000_000])))
def test_round_amounts_said_in_words_are_read_as_they_were_meant(amount: int) -> None:
    found = number_at(tokens_of(in_words(amount)), 0)
    assert found is not None
    assert found.value == amount


@given(
    st.integers(1, 999),
    st.sampled_from(["k", " k", " thousand", " grand"]),
    st.sampled_from(["$", "€", "£", ""]),
)
def test_amounts_written_with_a_short_scale_are_read_in_full(number: int, scale: str, sign: str) -> None:
    (money,) = find_money(f"{sign}{number}{scale}")
    assert (money.low, money.high) == (number * 1_000, number * 1_000)
    assert money.currency == {"$": "USD", "€": "EUR", "£": "GBP", "": None}[sign]


@given(st.integers(1_000, 99_999_999), st.sampled_from([",", ".", " "]))
def test_amounts_with_grouped_figures_are_read_whole(number: int, group: str) -> None:
    (money,) = find_money(f"{number:,}".replace(",", group))
    assert money.low == number


@given(st.integers(2, 98), st.integers(1, 900))
def test_a_range_shares_its_thousands(low: int, more: int) -> None:
    high = min(low + more, 999)
    for text in (
        f"{low} to {high} thousand",
        f"between {low} and {high} thousand",
        f"{low}-{high}k",
        f"{in_words(low)} to {in_words(high)} thousand",
    ):
        (money,) = find_money(text)
        # "Two to five hundred thousand" begins at two hundred thousand.
        shared = 100 if text.startswith(in_words(low)) and high % 100 == 0 and low < high // 100 else 1
        assert (money.low, money.high) == (low * shared * 1_000, high * 1_000), text


@pytest.mark.parametrize(
    ("said", "low", "high", "basis"),
    [
        ("half a million", 500_000, 500_000, "total"),
        ("a quarter million", 250_000, 250_000, "total"),
        ("1.5 mil", 1_500_000, 1_500_000, "total"),
        ("one and a half million", 1_500_000, 1_500_000, "total"),
        ("a couple of hundred thousand", 200_000, 200_000, "total"),
        ("thirty five hundred a month", 3_500, 3_500, "per_month"),
        ("twenty to thirty euros per user a month", 20, 30, "per_seat"),
        ("ten grand, no, let's say twelve grand", 12_000, 12_000, "total"),
        ("fifty no sorry fifteen thousand", 15_000, 15_000, "total"),
        ("five grand tops", None, 5_000, "total"),
        ("low six figures", 100_000, 300_000, "total"),
        ("80. Thousand, obviously", 80_000, 80_000, "total"),
    ],
)
def test_amounts_are_read_as_people_say_them(said: str, low: int | None, high: int, basis: str) -> None:
    (money,) = find_money(plain(said))
    assert (money.low, money.high, money.basis) == (low, high, basis)


_DAYS = st.dates(date(2026, 5, 13), date(2027, 5, 11))


@given(_DAYS)
def test_a_day_of_the_coming_year_is_found_however_it_is_written(day: date) -> None:
    month = next(name for name, number in MONTHS.items() if number == day.month)
    for text in (f"on {month} {day.day}", f"on the {day.day}th of {month}", f"on {day.isoformat()}"):
        (found,) = find_times(text, TODAY)
        assert (found.earliest, found.latest) == (day, day), text


@given(st.sampled_from(sorted(set(MONTHS) - {"may", "sep", "jan", "mar", "feb"})), st.integers(2026, 2035))
def test_a_month_bounds_as_it_is_said(month: str, year: int) -> None:
    days = months_from(year, MONTHS[month])
    if days.last < TODAY:
        return
    cases = {
        f"in {month} {year}": (days.first, days.last),
        f"by {month} {year}": (None, days.last),
        f"by the end of {month} {year}": (None, days.last),
        f"before {month} {year}": (None, days.first - timedelta(days=1)),
        f"after {month} {year}": (days.last + timedelta(days=1), None),
    }
    for text, expected in cases.items():
        (found,) = find_times(text, TODAY)
        assert (found.earliest, found.latest) == expected, text


@given(st.integers(2, 19), st.sampled_from(["days", "weeks"]), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_in_some_time_counts_from_the_day_of_the_event(count: int, unit: str, today: date) -> None:
    due = today + timedelta(days=count * (7 if unit == "weeks" else 1))
    for said in (str(count), in_words(count)):
        (found,) = find_times(f"in {said} {unit}", today)
        assert found.due == due


@given(st.sampled_from(sorted(WEEKDAYS)), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_a_weekday_is_the_coming_one_and_next_is_in_the_next_week(name: str, today: date) -> None:
    (coming,), (following,) = find_times(f"on {name}", today), find_times(f"next {name}", today)
    assert coming.due.weekday() == following.due.weekday() == WEEKDAYS[name]
    assert 1 <= (coming.due - today).days <= 7
    assert following.due.isocalendar()[1] == (today + timedelta(weeks=1)).isocalendar()[1]


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("by end of Q3", None, "2026-09-30"),
        ("in q three", "2026-07-01", "2026-09-30"),
        ("next quarter", "2026-07-01", "2026-09-30"),
        ("before the summer", None, "2026-05-31"),
        ("next fiscal year", "2027-04-01", "2028-03-31"),
        ("in the first half of next year", "2027-01-01", "2027-06-30"),
        ("in June or July", "2026-06-01", "2026-07-31"),
        ("something in June and July", "2026-06-01", "2026-07-31"),
        ("in the first three months of next year", "2027-01-01", "2027-03-31"),
        ("in the last two months of this year", "2026-11-01", "2026-12-31"),
        ("from april on", "2027-04-01", None),
        ("within the next six weeks", None, "2026-06-23"),
        ("in two to three months", "2026-07-12", "2026-08-12"),
        ("by year end", None, "2026-12-31"),
        ("before black friday", None, "2026-11-26"),
        ("by mid twenty twenty seven", None, "2027-06-30"),
        ("no later than 30 September 2026", None, "2026-09-30"),
    ],
)
def test_times_are_read_as_people_say_them(said: str, earliest: str | None, latest: str | None) -> None:
    (found,) = find_times(plain(said), TODAY, 4)
    assert (found.earliest, found.latest) == tuple(
        None if day is None else date.fromisoformat(day) for day in (earliest, latest)
    )


@pytest.mark.parametrize(
    "said",
    [
        "since 2019",
        "last year in March",
        "two years ago",
        "it may be",
        "we march on",
        "the fall of an empire",
    ],
)
def test_what_is_past_or_no_time_is_not_found(said: str) -> None:
    assert find_times(said, TODAY) == []


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_easter_is_when_it_is(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("thanksgiving", 2026, (11, 26)),
        ("black friday", 2027, (11, 26)),
        ("labor day", 2026, (9, 7)),
        ("august bank holiday", 2026, (8, 31)),
        ("advent", 2026, (11, 29)),
        ("whitsun", 2026, (5, 24)),
        ("chinese new year", 2027, (2, 6)),
        ("diwali", 2026, (11, 8)),
        ("ramadan", 2026, (2, 18)),
        ("eid", 2026, (3, 20)),
        ("eid al-adha", 2026, (5, 27)),
    ],
)
def test_a_feast_is_when_it_is(name: str, year: int, day: tuple[int, int]) -> None:
    assert feast(name, year).first == date(year, *day)


def test_a_feast_of_a_year_that_is_not_known_is_no_time() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        feast("diwali", 2050)
    assert find_times("before diwali", date(2050, 1, 1)) == []


@given(
    st.integers(2, 19),
    st.sampled_from([("days", 1), ("weeks", 7), ("fortnights", 14)]),
    st.sampled_from(["christmas", "black friday", "1 november 2026"]),
)
def test_a_time_may_be_counted_from_another(count: int, unit: tuple[str, int], anchor: str) -> None:
    (origin,) = find_times(f"on {anchor}", TODAY)
    away = timedelta(days=count * unit[1])
    first, last = origin.days.first, origin.days.last
    cases = {
        f"{in_words(count)} {unit[0]} before {anchor}": (first - away, first - away),
        f"{count} {unit[0]} after {anchor}": (last + away, last + away),
        f"by {in_words(count)} {unit[0]} before {anchor}": (None, first - away),
    }
    if anchor.startswith("the end"):
        del (
            cases[f"{in_words(count)} {unit[0]} before {anchor}"],
            cases[f"by {in_words(count)} {unit[0]} before {anchor}"],
        )
    for text, expected in cases.items():
        (found,) = find_times(text, TODAY)
        assert (found.earliest, found.latest) == expected, text
    *_, found = find_times(f"it opens on {anchor}, and we need it {count} {unit[0]} before that.", TODAY)
    assert found.counted_from is not None
    assert found.latest == first - away


@given(st.integers(1, 27), st.integers(1, 27), st.sampled_from(["june", "august", "october"]))
def test_days_of_one_month_share_it(one: int, other: int, month: str) -> None:
    if one == other:
        return
    first, last = sorted((one, other))
    span = (date(2026, MONTHS[month], first), date(2026, MONTHS[month], last))
    for text in (
        f"between the {first}th and the {last}th of {month}",
        f"{first} to {last} {month}",
        f"from {month} {first} to {last}",
    ):
        (found,) = find_times(text, TODAY)
        assert (found.earliest, found.latest) == span, text


@given(st.integers(10, 900), st.integers(2, 9))
def test_the_part_of_a_sum_that_is_for_us_is_the_amount(whole: int, part: int) -> None:
    for text in (
        f"{whole} thousand euros a year, of which {part} thousand for this",
        f"{whole} thousand euros a year, of which {in_words(part)} for this",
        f"{whole} thousand euros a year and {part} thousand of that is for the tool",
    ):
        (money,) = find_money(text)
        assert (money.low, money.currency, money.basis) == (part * 1_000, "EUR", "per_year"), text
    (half,) = find_money(f"{whole} thousand, and half of that is yours")
    assert half.high == whole * 500


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_upsets_a_grammar_and_no_letter_moves(text: str) -> None:
    assert len(plain(text)) == len(text)
    find_money(plain(text))
    find_times(plain(text), TODAY)
