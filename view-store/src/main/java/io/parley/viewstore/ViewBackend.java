package io.parley.viewstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.Set;

/** Every command passes here: admitted connections only, and never amid a commit. */
final class ViewBackend extends AbstractMongoBackend {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final int OUT_OF_DISK_SPACE = 14031;

    private final ViewFile file;
    private final Access access;
    private final CommitGate gate;
    private final Committer committer;
    private final Scans scans;

    ViewBackend(ViewFile file, Access access, CommitGate gate, Committer committer, Scans scans) {
        this.file = file;
        this.access = access;
        this.gate = gate;
        this.committer = committer;
        this.scans = scans;
        file.databases().forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new ViewDatabase(name, file, getCursorRegistry(), scans);
    }

    /** Refusals are answered, not thrown: the server logs the whole document of a command that throws one. */
    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        try {
            if (Access.isAuthentication(command)) {
                return access.authenticate(channel, query);
            }
            if (!Access.isHandshake(command)) {
                access.require(channel);
            }
            if (WRITES.contains(command) && committer.isOverfull()) {
                throw new MongoServerError(OUT_OF_DISK_SPACE, "OutOfDiskSpace", "the views cannot be committed now");
            }
            Document answer = gate.command(() -> super.handleCommand(channel, database, command, query));
            committer.changed();
            return answer;
        } catch (MongoServerException e) {
            return refusal(e);
        }
    }

    private static Document refusal(MongoServerException cause) {
        Document answer = new Document("ok", 0.0).append("errmsg", cause.getMessageWithoutErrorCode());
        if (cause instanceof MongoServerError error) {
            answer.append("code", error.getCode());
            answer.putIfNotNull("codeName", error.getCodeName());
        }
        return answer;
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        access.require(query.getChannel());
        return gate.command(() -> super.handleQuery(query));
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        access.require(query.getChannel());
        return super.getCurrentOperations(query);
    }
}
