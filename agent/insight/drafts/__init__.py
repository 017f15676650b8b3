"""Follow-up mails: what may be said, how it is put, and the check that nothing else was."""
