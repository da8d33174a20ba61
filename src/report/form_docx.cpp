#include "report/form_docx.h"

#include "container/zip_writer.h"

namespace avouch::report {

Result<Bytes> WriteFormDocx(const HandIn&) {
  return Fail(ErrorKind::kUnsupported, "not written yet", "docx");
}

}  // namespace avouch::report
