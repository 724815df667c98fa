import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Base64;

/** HeidelTime over a pipe, loaded once: "DATE BASE64-TEXT" in, "CPU-NANOSECONDS BASE64-TIMEML" out. */
public class HeidelTimes {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.TREETAGGER, false);
        answers.println("ready");
        answers.flush();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            String text = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            String found = tagger.process(text, new SimpleDateFormat("yyyy-MM-dd").parse(parts[0]));
            long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
            answers.println(taken + " " + Base64.getEncoder().encodeToString(found.getBytes(StandardCharsets.UTF_8)));
            answers.flush();
        }
    }
}
