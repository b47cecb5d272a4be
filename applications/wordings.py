"""Which wording an agreement is made of, and with which words."""

from dataclasses import replace

from .documents.clauses.resolve import resolve
from .documents.facts import AgreementFacts
from .models import AgreementWording, Application

# People of a body who sign, where the wording asks for two.
TWO = 2


def wording_for(application: Application) -> AgreementWording:
    """The nearest published wording: of the data set, of its department, of all. One query; there always is one."""
    nearest = AgreementWording.objects.for_dataset(application.dataset).select_related("provider", "dataset")
    found = nearest.first()
    if found is None:
        raise AgreementWording.DoesNotExist
    return found


def signatories(wording: AgreementWording, application: Application) -> int:
    """How many people sign for the applicant; a natural person signs alone."""
    return TWO if wording.two_signatories and application.case.body_id else 1


def in_words_of(wording: AgreementWording, facts: AgreementFacts) -> AgreementFacts:
    """The facts under the wording's title with its articles; MissingFact names what a printed clause lacks."""
    named = replace(facts, title=wording.title, wording=wording.name)
    return replace(named, articles=resolve(wording.text, named))
