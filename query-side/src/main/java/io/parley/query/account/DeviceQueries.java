package io.parley.query.account;

import io.parley.api.account.device.DeviceLogIn;
import io.parley.api.account.device.FindDevice;
import io.parley.api.account.user.Devices;
import io.parley.api.account.user.FindDevices;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.projections.view.SealedDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Answers what the views know of devices. */
public final class DeviceQueries {
    private static final Document NOTHING = new Document();

    private final Views views;

    public DeviceQueries(Views views) {
        this.views = views;
    }

    @QueryHandler
    DeviceLogIn handle(FindDevice query) {
        return views.find(View.DEVICES, query.device().value())
                .map(DeviceQueries::logIn)
                .orElseGet(DeviceLogIn::unknown);
    }

    @QueryHandler
    Devices handle(FindDevices query) {
        Document user = views.find(View.USERS, query.user().value()).orElse(NOTHING);
        Document added = user.get("d", NOTHING);
        Document removed = user.get("r", NOTHING);
        List<String> devices =
                added.keySet().stream().filter(id -> !removed.containsKey(id)).toList();
        Map<String, Document> logIns = views.find(View.DEVICES, devices);
        return new Devices(devices.stream()
                .map(id -> entry(id, added.get(id, Document.class), logIns.get(id)))
                .sorted(Comparator.comparing(Devices.Entry::addedAt))
                .toList());
    }

    private static Devices.Entry entry(String id, Document device, @Nullable Document logIn) {
        Document name = device.get("n", Document.class);
        return new Devices.Entry(
                new DeviceId(id),
                name == null ? null : SealedDocument.read(name),
                Instant.ofEpochMilli(device.getLong("t")),
                logIn != null && !logIn(logIn).ended());
    }

    private static DeviceLogIn logIn(Document device) {
        long newest = device.get("l", 0L);
        boolean ended = device.containsKey("x") || device.get("e", 0L) >= newest;
        return new DeviceLogIn(new UserId(device.getString("u")), newest, ended);
    }
}
