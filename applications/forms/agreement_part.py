"""The button below a part of an agreement: which part of which text was read."""

from django import forms


class PartForm(forms.Form):
    """`part` counts from 1; `sha256` is the digest of the text that the page showed."""

    part = forms.IntegerField(min_value=1, max_value=999)
    sha256 = forms.CharField(max_length=64)
