"""What if: a window under a changed ceiling, percentage, cap or other value, over the stored cases. Nothing is written.

`changes` reads what is to be changed, `cases` what each case is entitled to before and after, `by_order` and `by_share` divide the
money with the functions of the real run, `report` and `picture` tell who gains and who loses.
"""
