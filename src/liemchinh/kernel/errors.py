"""The one exception that stands for «a person can mend this»."""


class Refusal(Exception):
    """Something a person must mend; the message is a Vietnamese sentence that says what is wrong and what to do."""
