package io.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page shows outside of itself. */
@ExtendWith({SharedServer.class, Browser.Whole.class})
class NotificationsIT {
    private static final String CLICK_ALL = """
            {"id": 1, "method": "Runtime.evaluate", "params": {"awaitPromise": true, "expression":
            "self.registration.getNotifications().then((all) => all.forEach((notification) => self.dispatchEvent(new NotificationEvent('notificationclick', { notification }))))"
            }}""";

    private final RunningServer server;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private Browser.Running browser;

    NotificationsIT(RunningServer server) {
        this.server = server;
    }

    @BeforeEach
    void start() {
        browser = Browser.startWhole();
    }

    @AfterEach
    void stop() {
        browser.close();
    }

    private Tab tab() {
        return Tab.open(browser.chromium().newContext(), server.url().toString());
    }

    private String handle(String name) {
        return name + "-" + suffix;
    }

    @Test
    void whoLooksElsewhereIsNotifiedOnceUntilItIsRead() {
        Tab alice = tab().register(handle("alice"), "Alice Almond");
        Tab bob = tab().register(handle("bob"), "Bob Birch");
        alice.context().grantPermissions(List.of("notifications"));
        alice.button("Account").click();
        assertThat(alice.page().getByLabel("Your name")).hasValue("Alice Almond");
        alice.page().getByLabel("Notify me").check();
        alice.button("Close").click();
        alice.context().addInitScript("document.hasFocus = () => false");
        alice.page().reload();
        Tab second = Tab.open(alice.context(), server.url().toString());
        second.button("New conversation").waitFor();

        bob.start(handle("alice"), "");
        bob.write("Are you there?");
        awaitNotifications(second, "Bob Birch: Are you there?");
        bob.write("Hello?");
        awaitNotifications(second, "Bob Birch: Hello?");

        clickNotifications(second.page());
        alice.page()
                .waitForCondition(() -> List.of(alice, second).stream()
                        .anyMatch(each -> each.messages().count() == 2));
        awaitNotifications(second);
        bob.hasTick("Hello?", "Read");
        assertThat(alice.faults()).isEmpty();
    }

    /** As the person does, whom no driver of browsers can do it for: told to the page's workers themselves. */
    private void clickNotifications(Page page) {
        CDPSession devTools = browser.chromium().newBrowserCDPSession();
        List<String> answers = new ArrayList<>();
        devTools.on("Target.receivedMessageFromTarget", event -> {
            if (event.get("message").getAsString().contains("\"result\"")) answers.add(event.toString());
        });
        int workers = 0;
        for (JsonElement target : devTools.send("Target.getTargets").getAsJsonArray("targetInfos")) {
            if (target.getAsJsonObject().get("type").getAsString().equals("service_worker")) {
                JsonObject worker = new JsonObject();
                worker.add("targetId", target.getAsJsonObject().get("targetId"));
                JsonObject command = devTools.send("Target.attachToTarget", worker);
                command.addProperty("message", CLICK_ALL);
                devTools.send("Target.sendMessageToTarget", command);
                workers++;
            }
        }
        int all = workers;
        page.waitForCondition(() -> answers.size() == all);
        devTools.detach();
    }

    /** One of the whole browser, whichever tab is asked. */
    private static void awaitNotifications(Tab tab, String... wanted) {
        await().until(() -> tab.page().evaluate("""
                                async () => {
                                  const registration = await navigator.serviceWorker.getRegistration();
                                  const shown = await registration.getNotifications();
                                  return shown.map(({ title, body }) => `${title}: ${body}`);
                                }"""), List.of(wanted)::equals);
    }
}
