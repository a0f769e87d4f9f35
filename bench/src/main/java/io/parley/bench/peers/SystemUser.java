package io.parley.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;

/** Whom a server runs as: root lends it the user that its package has made, anybody else runs it as themselves. */
record SystemUser(String name) {
    /** Whoever runs this. */
    static SystemUser current() {
        return new SystemUser(System.getProperty("user.name"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The process keeps its id. */
    List<String> as(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> lent = new ArrayList<>(List.of("setpriv", "--reuid", name, "--regid", name, "--init-groups"));
        lent.addAll(command);
        return lent;
    }

    void own(Path file) throws IOException {
        if (isRoot()) {
            UserPrincipalLookupService users = file.getFileSystem().getUserPrincipalLookupService();
            UserPrincipal owner = users.lookupPrincipalByName(name);
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            view.setOwner(owner);
            view.setGroup(users.lookupPrincipalByGroupName(name));
        }
    }
}
