"""DOCX documents to a page: mammoth writes their paragraphs as HTML, which is read as any other page.

mammoth is given a copy of the document that holds its XML parts and nothing else, each unpacked within limits and without
a document type: pictures, macros and embedded files stay closed, and no link in the document is followed.
"""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from onrecord.config import MAX_DOCUMENT_XML, MAX_MEMBERS
from onrecord.errors import UnreadableSource
from onrecord.ingest.archives import open_zip
from onrecord.ingest.decode import Source
from onrecord.ingest.members import DAMAGED
from onrecord.ingest.page import Page, read_page

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_MAX_DEPTH = 200  # elements within each other; tables in tables in text boxes come to fifty


def read_docx(data: bytes, *, name: str) -> tuple[Source, Page]:
    """The document as a page, and the text of that page. Raises `UnreadableSource` naming ``name``."""
    import mammoth

    xml = _xml_only(data, name)
    try:
        made = mammoth.convert_to_html(
            xml,
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(_unseen),
            external_file_access=False,
        )
    except Exception as wrong:
        # mammoth and the XML parser below it raise whatever a broken document makes them raise.
        raise UnreadableSource(name, f"is no DOCX document that can be read: {type(wrong).__name__}") from wrong
    text = f"<!doctype html><html><body><main>{made.value}</main></body></html>"
    return Source(text, "utf-8", 0), read_page(text, name=name)


def _unseen(image: object) -> dict[str, str]:
    """What is written of a picture: nothing."""
    return {}


def _xml_only(data: bytes, name: str) -> io.BytesIO:
    """The document's XML parts as an archive of their own."""
    archive = open_zip(io.BytesIO(data), name=name)
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise UnreadableSource(
            name, "holds too many parts", limit=f"{MAX_MEMBERS:,} parts", observed=f"{len(infos):,} parts"
        )
    left = MAX_DOCUMENT_XML
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as parts:
        for info in infos:
            if not info.filename.endswith((".xml", ".rels")):
                continue
            if info.flag_bits & 1:
                raise UnreadableSource(name, "is encrypted")
            try:
                with archive.open(info) as part:
                    xml = part.read(left + 1)
            except (*DAMAGED, NotImplementedError, RuntimeError) as wrong:
                raise UnreadableSource(name, f"is a damaged document: {str(wrong)[:200]}") from wrong
            left -= len(xml)
            if left < 0:
                limit = f"{MAX_DOCUMENT_XML:,} bytes of XML"
                raise UnreadableSource(name, "is too large a document", limit=limit, observed=f"over {limit}")
            _refuse_unsound(xml, name)
            if info.filename not in parts.NameToInfo:
                parts.writestr(info.filename, xml)
    copy.seek(0)
    return copy


def _refuse_unsound(xml: bytes, name: str) -> None:
    """Raise for XML that declares a document type, which the format forbids, or nests so deep that a stack is at risk."""
    depth = 0

    def doctype(*_: object) -> None:
        raise UnreadableSource(name, "is a document that declares a document type, as for XML entities")

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            limit = f"{_MAX_DEPTH} elements"
            raise UnreadableSource(name, "is a document nested too deep", limit=limit, observed=f"over {limit}")

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as wrong:
        raise UnreadableSource(name, f"is a document of broken XML: {wrong}") from wrong
