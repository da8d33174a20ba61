// Whether the parts of Word files are as their schemas have it, by XMLBeans and the
// schemas of ECMA-376 that Apache POI compiled: neither is ours.
//
//   java -cp JARS WordSchema.java FILE...
//
// Exit 1 when a part is not valid, or when none of a file was judged.

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.xmlbeans.SchemaTypeLoader;
import org.apache.xmlbeans.XmlBeans;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;

class WordSchema {
  // What POI did not compile: the package's own parts.
  static final List<String> WITHOUT = List.of("[Content_Types].xml", "docProps/core.xml");

  static final SchemaTypeLoader LOADER =
      XmlBeans.typeLoaderUnion(
          org.apache.poi.schemas.ooxml.system.ooxml.TypeSystemHolder.typeSystem,
          XmlBeans.getBuiltinTypeSystem());

  static int failures = 0;

  static boolean judge(String file, String part, InputStream bytes) throws Exception {
    XmlObject parsed = LOADER.parse(bytes, null, new XmlOptions().setLoadLineNumbers());
    if (parsed.schemaType() == XmlObject.type) {
      System.out.println(file + ": " + part + ": no schema here");
      ++failures;
      return false;
    }
    List<XmlError> errors = new ArrayList<>();
    if (parsed.validate(new XmlOptions().setErrorListener(errors))) return true;
    for (String message : new TreeSet<>(errors.stream().map(XmlError::getMessage).toList())) {
      System.out.println(file + ": " + part + ": " + message);
      ++failures;
    }
    return true;
  }

  public static void main(String[] files) throws Exception {
    for (String file : files) {
      int judged = 0;
      try (ZipFile zip = new ZipFile(file)) {
        for (ZipEntry entry : zip.stream().toList()) {
          String name = entry.getName();
          if (!name.endsWith(".xml") || WITHOUT.contains(name) || name.startsWith("customXml/")) continue;
          try (InputStream bytes = zip.getInputStream(entry)) {
            judged += judge(file, name, bytes) ? 1 : 0;
          }
        }
      }
      if (judged == 0) ++failures;
      System.out.println(file + ": " + judged + " parts judged by their schemas");
    }
    System.exit(failures == 0 ? 0 : 1);
  }
}
