"""Very many cases in minutes: walked ones are copied, with chains, numbers and people of their own.

Each copy is a case that the product could have made: its acts are chained anew under its own id,
the digests of its applicant are his own, its numbers come from the books without a gap.
"""
