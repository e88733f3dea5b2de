"""Tell which clauses and nouns beside a happening share its place and its time."""

from __future__ import annotations

from harmattan.model.annotations import DateMention, PlaceMention
from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context

__all__ = [
    "are_listed",
    "are_listed_nouns",
    "follows_occasion",
    "have_objects",
    "is_before_clause",
    "is_gerund_of",
    "is_how",
    "is_in_clause_of",
    "is_meanwhile",
    "is_meeting_of_subject",
    "is_naming",
    "is_of_subject",
    "is_target",
    "is_where",
    "is_witnessed",
    "noun_told_of",
]

_INSIDE_A_CLAUSE = (Role.AGENT, Role.PATIENT, Role.OBLIQUE, Role.CONJUNCT, Role.COMPOUND)


def is_in_clause_of(context: Context, date: DateMention, own: frozenset[int]) -> bool:
    """Say whether a happening is told in the clause that opens behind a date: "on Monday, when police fired"."""
    tree = context.tree
    behind = [one for one in tree.tokens[date.last + 1 : date.last + 3] if one.text != ","][:1]
    if (
        date.rule == "since"
        or not behind
        or not context.lexicon.is_in(behind[0].text.lower(), "clause_opener")
        or behind[0].head == behind[0].index
    ):
        return False
    clauses = [behind[0].head]
    if tree.tokens[behind[0].index + 1].text == ",":  # "on Monday, when, the union said, police fired"
        clauses += [one.index for one in tree.children(clauses[0]) if one.role is Role.COMPLEMENT]
    return any(_is_inside(tree, token, clause) for token in own for clause in clauses)


def _is_inside(tree: Tree, low: int, clause: int) -> bool:
    """Say whether a token belongs to the verb of a clause, with no further clause between."""
    current = tree.tokens[low]
    while current.index != clause:
        if current.role not in _INSIDE_A_CLAUSE or current.head == current.index:
            return False
        current = tree.tokens[current.head]
    return True


def noun_told_of(context: Context, own: frozenset[int]) -> int | None:
    """Return the noun for a happening that a relative clause goes on to tell: "the blast in N, which killed two".

    The parser may hang the clause on the place or the day between; one on a person tells of that person.
    """
    tree = context.tree
    for index in sorted(own):
        verb = tree.tokens[tree.first_conjunct(index)]
        if verb.role is not Role.RELATIVE or not any(_is_relative(context, one) for one in tree.children(verb.index)):
            continue
        noun = tree.tokens[verb.head]
        while noun.index in context.dates or (noun.index in context.places and not _is_told(context, noun)):
            if noun.head == noun.index or noun.role not in (Role.OBLIQUE, Role.NUMBER, Role.COMPOUND, Role.APPOSITION):
                break
            noun = tree.tokens[noun.head]
        if noun.index not in own and _is_told(context, noun):
            return noun.index
    return None


def _is_relative(context: Context, token: Token) -> bool:
    """Say whether a word opens a relative clause on a thing, as its subject or in "in which"."""
    is_setting = token.role is Role.OBLIQUE and context.lexicon.is_in(token.case, "setting_case")
    is_relative = context.lexicon.is_in(token.text.lower(), "thing_relative")
    return is_relative and (token.role in (Role.AGENT, Role.MARK) or is_setting)


def _is_told(context: Context, noun: Token) -> bool:
    return noun.pos == "NOUN" and noun.index not in context.actors and noun.lemma in context.lexicon.nouns


def are_listed_nouns(tree: Tree, noun: int, own: frozenset[int], at: int) -> bool:
    """Say whether two nouns of one list share what stands behind both: "shelling and air raids on the town"."""
    if tree.tokens[noun].pos != "NOUN":
        return False
    first = tree.first_conjunct(noun)
    return any(
        tree.tokens[one].pos == "NOUN" and max(one, noun) < at and tree.first_conjunct(one) == first for one in own
    )


def is_before_clause(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a happening is told in a clause under a verb: "held the mast before police shot two"."""
    firsts = (tree.tokens[tree.first_conjunct(one)] for one in own)
    return any(one.role is Role.ADVERBIAL_CLAUSE and one.head == verb and one.index > verb for one in firsts)


def follows_occasion(context: Context, noun: int, own: frozenset[int]) -> bool:
    """Say whether a sentence opens with the occasion of a list of verbs: "At talks in N, A agreed and B promised"."""
    tree = context.tree
    token = tree.tokens[noun]
    if token.pos != "NOUN" or token.role is not Role.OBLIQUE or not context.lexicon.is_in(token.case, "setting_case"):
        return False
    if token.index > token.head:
        return False
    listed = [tree.tokens[one] for one in own if tree.tokens[one].role is Role.CONJUNCT]
    return any(one.pos == "VERB" and tree.first_conjunct(one.index) == token.head for one in listed)


def is_gerund_of(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a happening is told in a gerund clause of another: "N, on a visit to M, ...", "making a visit"."""
    for index in own:
        clause = tree.tokens[index]
        if clause.role is Role.ADVERBIAL_CLAUSE and clause.head == verb and "gerund" in clause.features:
            return not any(one.role is Role.MARK for one in tree.children(index))
    return False


def is_how(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether a clause tells how those of a happening came to harm: "nine were killed when rebels fired at N"."""
    tree = context.tree
    clause = tree.tokens[verb]
    marks = [one.text.lower() for one in tree.children(verb) if one.index < verb]
    is_marked = any(context.lexicon.is_in(mark, "manner_mark") for mark in marks)
    if clause.role is not Role.ADVERBIAL_CLAUSE or clause.pos != "VERB" or not is_marked:
        return False
    over = tree.first_conjunct(clause.head)
    return any(tree.first_conjunct(one) == over and _suffers(context, one) for one in own)


def _suffers(context: Context, verb: int) -> bool:
    """Say whether a verb tells only what befell its subject."""
    if context.lexicon.is_in(context.tree.tokens[verb].lemma, "dying"):
        return True
    children = context.tree.children(verb)
    is_passive = any(one.role is Role.PATIENT and one.index < verb for one in children)
    return (
        is_passive
        and context.tree.tokens[verb].pos == "VERB"
        and not any(one.role is Role.AGENT and one.case is None for one in children)
    )


def is_of_subject(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether a clause tells of the thing that did harm: "the bombs that went off in N on Friday killed two"."""
    tree = context.tree
    clause = tree.tokens[verb]
    noun = tree.tokens[clause.head]
    is_thing = noun.pos == "NOUN" and noun.index not in context.actors
    return clause.role is Role.RELATIVE and is_thing and noun.role is Role.AGENT and noun.head in own


def is_target(context: Context, noun: int, own: frozenset[int]) -> bool:
    """Say whether a happening was done to another: "broke up a protest in N", "fired on a rally in N"."""
    token = context.tree.tokens[noun]
    is_object = token.role is Role.PATIENT and token.index > token.head
    is_aimed = token.role is Role.OBLIQUE and context.lexicon.is_in(token.case, "target_case")
    return token.pos == "NOUN" and token.head in own and (is_object or is_aimed)


def is_naming(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether a clause only says what others call the object: "shelled what it called a camp in N"."""
    tree = context.tree
    clause = tree.tokens[verb]
    is_object = clause.role in (Role.COMPLEMENT, Role.PATIENT)
    is_aimed = clause.role is Role.PREP_CLAUSE and context.lexicon.is_in(clause.case, "target_case")
    is_own = (is_object or is_aimed) and clause.head in own
    return is_own and any(one.text.lower() == "what" and one.index < verb for one in tree.children(verb))


def is_meeting_of_subject(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether those who speak met where and when a clause on them says: "N, which met on Friday, condemned"."""
    tree = context.tree
    clause = tree.tokens[verb]
    if not context.lexicon.is_in(clause.lemma, "gathering_verb"):
        return False
    is_gerund = clause.role is Role.PARTICIPLE and "gerund" in clause.features
    if not is_gerund and not (clause.role is Role.RELATIVE and "past" in clause.features):
        return False
    subject = tree.tokens[tree.first_conjunct(clause.head)]
    verbs = {tree.first_conjunct(one) for one in own if tree.tokens[one].pos == "VERB"}
    return subject.role is Role.AGENT and subject.head in verbs


def is_where(tree: Tree, predicate: int, place: PlaceMention) -> bool:
    """Say whether a happening is told in a "where" clause on a place."""
    chain = [tree.tokens[predicate], *tree.ancestors(predicate)][:4]
    clause = next((one for one in chain if one.role is Role.RELATIVE), None)
    if clause is None:
        return False
    first = tree.first_conjunct(clause.head)
    is_within = place.first <= clause.head <= place.last or place.first <= first <= place.last
    if not is_within and first != tree.first_conjunct(place.head):
        return False
    return any(
        child.text.lower() == "where" for one in chain[: chain.index(clause) + 1] for child in tree.children(one.index)
    )


def is_meanwhile(context: Context, verb: Token, own: frozenset[int]) -> bool:
    """Say whether a clause tells what those of a happening did as it happened: "was shot as she left her house"."""
    tree = context.tree
    clause = verb
    while clause.role in (Role.OPEN_COMPLEMENT, Role.ATTRIBUTE):
        clause = tree.tokens[clause.head]
    if clause.role is not Role.ADVERBIAL_CLAUSE:
        return False
    if clause.head not in own and not are_listed(tree, clause.head, own):
        return False
    children = tree.children(clause.index)
    subjects = [
        c for c in children if c.role in (Role.AGENT, Role.PATIENT) and c.case is None and c.index < clause.index
    ]
    is_marked = any(context.lexicon.is_in(one.text.lower(), "meanwhile_mark") for one in children)
    return is_marked and all(one.pos == "PRON" for one in subjects)


def is_witnessed(context: Context, chain: list[Token], own: frozenset[int]) -> bool:
    """Say whether people of a place tell what they saw there: "residents of N reported shelling"."""
    token, parent, top = chain[0], chain[min(1, len(chain) - 1)], chain[-1]
    if token.role is not Role.OBLIQUE or not context.lexicon.is_in(token.case, "living_case") or parent is not top:
        return False
    if top.role is not Role.AGENT or not context.lexicon.is_in(top.lemma, "local_witness"):
        return False
    verb = context.tree.tokens[top.head]
    objects = {one.index for one in context.tree.children(verb.index) if one.role is Role.PATIENT}
    return bool(objects & own) and context.lexicon.is_in(verb.lemma, "object_cue")


def have_objects(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether an earlier and a later verb of a list each have an object: what stands last is the later one's."""
    firsts = [one for one in own if tree.tokens[one].pos == "VERB" and one < verb]
    return bool(firsts) and all(
        any(child.role is Role.PATIENT and child.index > one for child in tree.children(one)) for one in (*firsts, verb)
    )


def are_listed(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a verb stands in one list with a verb of the happening: "abducted and killed in May"."""
    if tree.tokens[verb].pos != "VERB":
        return False
    for token in own:
        if tree.tokens[token].pos == "VERB" and tree.first_conjunct(token) == tree.first_conjunct(verb):
            later = max(token, verb)
            has_subject = any(c.role is Role.AGENT and c.case is None for c in tree.children(later))
            is_passive_subject = any(c.role is Role.PATIENT and c.index < later for c in tree.children(later))
            return not (has_subject or is_passive_subject)
    return False
