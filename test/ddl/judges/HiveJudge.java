import java.nio.file.Files;
import java.nio.file.Path;
import org.antlr.runtime.tree.Tree;
import org.apache.hadoop.hive.ql.parse.ASTNode;
import org.apache.hadoop.hive.ql.parse.BaseSemanticAnalyzer;
import org.apache.hadoop.hive.ql.parse.HiveParser;
import org.apache.hadoop.hive.ql.parse.ParseDriver;
import org.apache.hadoop.hive.ql.parse.ParseException;

/** Reads each file with Hive's own parser and prints a line of JSON: the tree, its strings unescaped by Hive, or why not. */
public class HiveJudge {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      StringBuilder out = new StringBuilder();
      try {
        node(new ParseDriver().parse(Files.readString(Path.of(file))), out);
      } catch (ParseException e) {
        out.setLength(0);
        out.append("{\"error\":").append(quoted(e.getMessage())).append("}");
      }
      System.out.println(out);
    }
  }

  private static void node(Tree tree, StringBuilder out) {
    int type = tree.getType();
    String text = tree.getText();
    if (type == HiveParser.StringLiteral) text = BaseSemanticAnalyzer.unescapeSQLString(text);
    if (type == HiveParser.Identifier) text = BaseSemanticAnalyzer.unescapeIdentifier(text);
    out.append("[").append(quoted(text == null ? "" : text));
    for (int i = 0; i < tree.getChildCount(); i++) {
      out.append(",");
      node(tree.getChild(i), out);
    }
    out.append("]");
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < 32 || c == '"' || c == '\\' || c > 126) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append("\"").toString();
  }
}
