"""Which kind of workbook a packed or old file is, and reading it."""

import zipfile

from reporting.imports.inside_ods import InsideOds
from reporting.imports.inside_xls import InsideXls
from reporting.imports.inside_xlsx import InsideXlsx
from reporting.imports.said import Unfit
from reporting.imports.said import gettext_noop as _
from reporting.imports.sheet import OLE, Sheet
from reporting.imports.workbooks import PROTECTED, Inside, read_workbook, unpacked


def read_packed(content: bytes) -> Sheet:
    """Raises Unfit: protected, damaged, too large, or another kind of file."""
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content[: 1024 * 1024]:
            raise Unfit(PROTECTED)
        return read_workbook(content, InsideXls(content))
    return read_workbook(content, _inside(unpacked(content)))


def _inside(packed: zipfile.ZipFile) -> Inside:
    names = packed.namelist()
    mimetype = packed.read("mimetype")[:100] if "mimetype" in names else b""
    if b"opendocument.spreadsheet" in mimetype:
        return InsideOds(packed)
    if "xl/workbook.xml" in names:
        return InsideXlsx(packed)
    raise Unfit(_("This is a packed file of another kind. Send XLSX, XLS, ODS or CSV."))
