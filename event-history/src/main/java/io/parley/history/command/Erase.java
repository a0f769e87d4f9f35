package io.parley.history.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.api.audit.About;
import io.parley.api.id.UserId;
import io.parley.history.erase.Erasure;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.text.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        description = {
            "Destroys a person's key: what they wrote, their handle, name and password become unreadable in the events, the views, snapshots"
                    + " and backups of all of these. Counts, sequence numbers and receipts stay true. It cannot be undone.",
            "A running server logs the person out and takes them out of their groups at once; a stopped one does so at its next start. Without --yes it"
                    + " only says what would be erased."
        },
        footer = {
            "",
            "Backups of the key files themselves, and exports made with --texts, still open what they hold: delete those too.",
            "",
            "  history erase alice --yes --certificate erasure.json"
        })
public final class Erase extends Reading {
    @Parameters(paramLabel = "PERSON", description = "A handle or an id.")
    private String person = "";

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Write down, as JSON, what was erased; the file must not exist yet.")
    private @Nullable Path certificate;

    @Override
    About about(People people) {
        return About.of(people.find(person));
    }

    @Override
    void run(History history, People people, Shown shown) throws Exception {
        UserId user = people.find(person);
        if (certificate != null && Files.exists(certificate)) {
            throw new HistoryException(certificate + " exists already; name another file.");
        }
        Erasure.Found found = yes ? Erasure.run(asked(), history, user) : Erasure.find(history, user);
        found.sealed().forEach((part, count) -> out().printf(Locale.ROOT, "  %,8d %s%n", count, part));
        out().printf(
                        Locale.ROOT,
                        "%,d texts of %s %s.%n",
                        found.total(),
                        user,
                        yes ? "cannot be read by anybody any more" : "would be erased; add --yes to do it");
        if (yes && certificate != null) {
            Files.writeString(certificate, certificate(history, user, found));
            out().println("Certificate: " + certificate);
        }
    }

    /** Of nothing that could tell who it was. */
    private static String certificate(History history, UserId user, Erasure.Found found) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode written = json.createObjectNode()
                .put("person", user.value())
                .put("erased", Instant.now().toString())
                .put("eventStore", history.storeId())
                .put("upToPosition", history.head())
                .put("texts", found.total());
        ObjectNode parts = written.putObject("textsByPart");
        found.sealed().forEach(parts::put);
        written.put(
                        "how",
                        "The person's AES-256 key was removed from the key store; no text above opens with any key that is left.")
                .put(
                        "notCovered",
                        "Backups of the key files, exports made with --texts, and disk blocks of the old key file until they"
                                + " are overwritten; its keys are wrapped by the master key.");
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n";
    }
}
