package io.parley.chat;

import io.parley.client.http.Devices.Device;
import io.parley.client.http.ParleyHttp;
import java.util.List;
import java.util.function.Supplier;

/** How the person is called, and on which devices they are logged in. */
final class AccountTalk {
    private static final String OUT = "out ";
    private static final String OFF = "off";

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final Screen screen;
    private final FileTalk files;

    AccountTalk(ParleyHttp http, Supplier<String> accessToken, Screen screen, FileTalk files) {
        this.files = files;
        this.http = http;
        this.accessToken = accessToken;
        this.screen = screen;
    }

    void name(String name) {
        http.changeName(accessToken.get(), name);
        screen.print(Line.note("Others see you as " + name + " from now on."));
    }

    void avatar(String argument) {
        if (argument.equals(OFF)) {
            http.changeAvatar(accessToken.get(), "");
            screen.print(Line.note("Others see no picture of you from now on."));
            return;
        }
        http.changeAvatar(accessToken.get(), files.upload(argument).attach());
        screen.print(Line.note("Others see that picture of you from now on."));
    }

    void devices(String argument) {
        List<Device> devices = http.devices(accessToken.get()).devices().stream()
                .filter(Device::loggedIn)
                .toList();
        if (argument.startsWith(OUT)) {
            logOut(devices, argument.substring(OUT.length()).strip());
            return;
        }
        if (!argument.isEmpty()) throw new ChatFailure("Type /devices, or /devices out 2, for example.");
        for (int number = 1; number <= devices.size(); number++) {
            screen.print(Line.note("  " + number + " " + described(devices.get(number - 1))));
        }
    }

    private static String described(Device device) {
        String name = device.name() == null ? "a device without a name" : device.name();
        return name + ", since " + Line.clock(device.addedAt()) + (device.current() ? ", this one" : "");
    }

    private void logOut(List<Device> devices, String which) {
        int number = which.matches("\\d{1,2}") ? Integer.parseInt(which) : 0;
        if (number < 1 || number > devices.size()) throw new ChatFailure("Which one? /devices numbers them.");
        Device device = devices.get(number - 1);
        if (device.current()) throw new ChatFailure("That is this one: /logout does it.");
        http.revoke(accessToken.get(), device.device());
        screen.print(Line.note("Logged out: " + described(device) + "."));
    }
}
