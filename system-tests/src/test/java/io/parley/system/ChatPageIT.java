package io.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.parley.protocol.ServerFrame;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The chat page in a real browser. */
@ExtendWith(Browser.class)
class ChatPageIT {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static Browser.Running browser;
    private static RunningServer server;

    private final int test = TESTS.incrementAndGet();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        browser = Browser.start();
        server = RunningServer.up(folder, "parley.retention.sweep=200ms");
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    @AfterEach
    void leave() {
        contexts.forEach(BrowserContext::close);
    }

    private Tab tab(RunningServer at) {
        BrowserContext context = browser.chromium().newContext();
        contexts.add(context);
        return Tab.open(context, at.url().toString());
    }

    /** Nobody of another test's. */
    private String handle(String name) {
        return name + test;
    }

    private String alice() {
        return handle("alice");
    }

    private String bob() {
        return handle("bob");
    }

    @Test
    void twoPeopleTalkAndSeeWhatWasReadThroughACrashOfTheServerAndAReloadOffline(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        try (RunningServer crashing = RunningServer.up(folder)) {
            Tab alice = tab(crashing).register("alice", "Alice Almond");
            Tab bob = tab(crashing).register("bob", "Bob Birch");
            alice.start("bob", "");
            alice.write("Hello Bob");
            alice.hasTick("Hello Bob", "Delivered");
            bob.choose("Alice Almond");
            bob.shows("Hello Bob");
            alice.hasTick("Hello Bob", "Read");
            bob.composer().pressSequentially("Hi");
            assertThat(alice.page().locator(".who")).containsText("typing…");
            bob.composer().press("Enter");
            alice.shows("Hello Bob", "Hi");
            alice.page().screenshot(shot("conversation"));

            crashing.kill();
            alice.write("while it was down");
            alice.hasTick("while it was down", "Waiting to be sent");
            assertThat(alice.page().getByRole(AriaRole.STATUS)).containsText("No connection");
            alice.page().reload();
            alice.choose("Bob Birch");
            alice.hasTick("while it was down", "Waiting to be sent");
            alice.hasTick("Hello Bob", "Read");
            crashing.startAgain();
            bob.shows("Hello Bob", "Hi", "while it was down");
            alice.hasTick("while it was down", "Read");
            alice.shows("Hello Bob", "Hi", "while it was down");

            Tab second = Tab.open(alice.context(), crashing.url().toString());
            second.choose("Bob Birch");
            second.write("from the second tab");
            alice.shows("Hello Bob", "Hi", "while it was down", "from the second tab");
            bob.shows("Hello Bob", "Hi", "while it was down", "from the second tab");
            assertThat(alice.faults()).isEmpty();
            assertThat(second.faults()).isEmpty();
        }
    }

    @Test
    void aGroupTalksAndHostileTextIsText(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("meadow.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        List<String> hostile = List.of(
                "<img src=x onerror=alert(1)><script>alert(2)</script>",
                "\u202Egnirts desrever\u202C and on",
                "\u200B\u200B\u200Bzero width\u200B",
                "🎉".repeat(3_000));
        Tab alice = tab(server).register(alice(), "Alice Almond");
        Tab bob = tab(server).register(bob(), "Bob Birch");
        Tab carol = tab(server).register(handle("carol"), "Carol Cedar");
        alice.start(bob() + " " + handle("carol"), "Picnic");
        bob.page().getByText("You are invited").waitFor();
        for (Tab invited : List.of(bob, carol)) {
            invited.page().locator(".row").click();
            invited.button("Join").click();
            invited.composer().waitFor();
        }
        for (String text : hostile) {
            alice.write(text);
        }
        carol.shows(hostile.toArray(String[]::new));
        assertThat(carol.page().locator(".message img, .message script")).hasCount(0);
        bob.write("Who brings the salad?");
        alice.page().getByText("Who brings the salad?").last().waitFor();
        alice.hasTick("zero width", "Read");
        alice.page().locator("button.meta").first().click();
        assertThat(alice.page().getByText("Read by 2 of 2")).isVisible();
        alice.page().screenshot(shot("seen-by"));
        alice.button("Close").click();
        alice.button("Group").click();
        assertThat(alice.page().locator("dialog .people li")).hasCount(3);
        alice.page().getByLabel("Picture").setInputFiles(picture);
        assertThat(alice.button("Remove picture")).isVisible();
        assertThat(bob.page().locator(".conversation > header .avatar img")).isVisible();
        assertThat(bob.page()
                        .getByText("Alice Almond changed the group’s picture")
                        .last())
                .isVisible();
        alice.page().screenshot(shot("group"));
        for (Tab each : List.of(alice, bob, carol)) {
            assertThat(each.faults()).isEmpty();
            assertThat(seriousFindings(each.page())).isEmpty();
        }
        bob.page()
                .emulateMedia(new Page.EmulateMediaOptions()
                        .setColorScheme(ColorScheme.DARK)
                        .setReducedMotion(ReducedMotion.REDUCE));
        assertThat(seriousFindings(bob.page())).isEmpty();
        bob.page().screenshot(shot("dark"));
        bob.page().setViewportSize(390, 844);
        bob.page().screenshot(shot("phone"));
    }

    @Test
    void filesAreSentAndPicturesAreShown(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Path picture = folder.resolve("view.png");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Path notes = Files.writeString(folder.resolve("notes.txt"), "Bring two ropes.");
        Tab alice = tab(server).register(alice(), "Alice Almond");
        Tab bob = tab(server).register(bob(), "Bob Birch");
        alice.start(bob(), "");
        alice.page().locator("input[type=file]").setInputFiles(new Path[] {picture, notes});
        assertThat(alice.page().locator(".uploads progress")).hasCount(0);
        assertThat(alice.page().locator(".uploads li")).hasCount(2);
        alice.write("The way up");
        alice.hasTick("The way up", "Delivered");
        bob.choose("Alice Almond");
        bob.shows("The way up");
        Locator shown = bob.page().locator(".attachments img");
        assertThat(shown).hasAttribute("alt", "view.png");
        bob.page().waitForFunction("() => document.querySelector('.attachments img').naturalWidth === 480");
        Download saved = bob.page()
                .waitForDownload(() -> bob.page().locator(".attachments a.file").click());
        org.assertj.core.api.Assertions.assertThat(Files.readString(saved.path()))
                .isEqualTo("Bring two ropes.");
        alice.button("Account").click();
        alice.page().getByLabel("Picture").setInputFiles(picture);
        assertThat(alice.button("Remove picture")).isVisible();
        alice.button("Close").click();
        bob.page().reload();
        bob.choose("Alice Almond");
        assertThat(bob.page().locator(".conversation > header .avatar img")).isVisible();
        bob.page().screenshot(shot("files"));
        for (Tab each : List.of(alice, bob)) {
            assertThat(each.faults()).isEmpty();
            assertThat(seriousFindings(each.page())).isEmpty();
        }
    }

    @Test
    void messagesAreAnsweredEditedReactedToAndDeleted() {
        Tab alice = tab(server).register(alice(), "Alice Almond");
        Tab bob = tab(server).register(bob(), "Bob Birch");
        alice.start(bob(), "");
        alice.write("Dinner at eigt?");
        bob.choose("Alice Almond");
        bob.shows("Dinner at eigt?");

        alice.composer().press("ArrowUp");
        assertThat(alice.composer()).hasValue("Dinner at eigt?");
        alice.write("Dinner at eight?");
        bob.shows("Dinner at eight?");
        assertThat(bob.page().getByText("edited")).isVisible();

        bob.act("Dinner at eight?", "React with 👍");
        Locator reaction = alice.page().locator(".reactions button");
        assertThat(reaction).hasAccessibleName("👍 by Bob Birch");
        bob.act("Dinner at eight?", "Reply");
        bob.write("@" + alice() + " with pleasure");
        alice.shows("Dinner at eight?", "@" + alice() + " with pleasure");
        assertThat(alice.page().locator(".quote")).containsText("Dinner at eight?");
        assertThat(alice.page().locator(".for-me")).hasCount(1);
        alice.page().screenshot(shot("messages"));
        for (Tab each : List.of(alice, bob)) {
            assertThat(each.faults()).isEmpty();
            assertThat(seriousFindings(each.page())).isEmpty();
        }

        bob.act("Dinner at eight?", "React with 👍");
        assertThat(reaction).hasCount(0);
        alice.act("Dinner at eight?", "Delete for everyone");
        bob.shows("This message was deleted.", "@" + alice() + " with pleasure");
        assertThat(bob.page().locator(".quote")).containsText("Deleted message");
        bob.page().reload();
        bob.choose("Alice Almond");
        bob.shows("This message was deleted.", "@" + alice() + " with pleasure");
    }

    @Test
    void aStrangerIsAcceptedKeptInOrderAndBlocked() {
        Tab alice = tab(server).register(alice(), "Alice Almond");
        Tab bob = tab(server).register(bob(), "Bob Birch");
        alice.start(bob(), "");
        alice.write("You do not know me");
        bob.choose("Alice Almond");
        Locator request = bob.page().getByLabel("Request");
        assertThat(request).containsText("has not written to you before");
        bob.button("Accept").click();
        assertThat(request).hasCount(0);

        bob.options("Mute always");
        bob.options("Pin to the top");
        bob.options("Mark as unread");
        for (String kept : List.of("Muted", "Pinned", "Marked as unread")) {
            assertThat(bob.conversations().getByLabel(kept)).isVisible();
        }
        bob.page().screenshot(shot("kept"));
        assertThat(seriousFindings(bob.page())).isEmpty();
        bob.options("Archive");
        assertThat(bob.conversations().getByText("Everything is in the archive"))
                .isVisible();
        bob.button("Archive (1)").click();
        bob.choose("Alice Almond");
        bob.options("Take out of the archive");

        bob.options("Block");
        assertThat(bob.page().getByLabel("Blocked")).containsText("You blocked Alice Almond");
        alice.write("Are you there?");
        alice.hasTick("Are you there?", "Sent");
        bob.page().screenshot(shot("blocked"));
        assertThat(seriousFindings(bob.page())).isEmpty();
        bob.button("Unblock").click();
        alice.write("And now?");
        bob.shows("You do not know me", "And now?");
        assertThat(alice.faults()).isEmpty();
        assertThat(bob.faults()).isEmpty();
    }

    @Test
    void whatIsNotKeptGoesOffTheScreenAndStaysOffIt() {
        Tab alice = tab(server).register(alice(), "Alice Almond");
        Tab bob = tab(server).register(bob(), "Bob Birch");
        alice.start(bob(), "");
        for (String text : List.of("one", "two", "three")) {
            alice.write(text);
        }
        bob.choose("Alice Almond");
        bob.shows("one", "two", "three");
        bob.keepsMessages("messages are kept for 7 days");
        assertThat(alice.page().getByText("Bob Birch decided: messages are kept for 7 days"))
                .isVisible();
        assertThat(seriousFindings(bob.page())).isEmpty();

        String token = server.http().logIn(alice(), "correct horse battery").accessToken();
        String talk = server.http().direct(token, bob()).conversation();
        server.http().keep(token, talk, new ServerFrame.Retention(null, 1L));
        for (Tab each : List.of(alice, bob)) {
            each.shows("three");
            assertThat(each.page().getByText("Earlier messages are not kept any more"))
                    .isVisible();
        }
        bob.page().reload();
        bob.choose("Alice Almond");
        bob.shows("three");
        bob.page().screenshot(shot("retention"));
        server.http().keep(token, talk, new ServerFrame.Retention(1L, null));
        assertThat(bob.messages()).hasCount(0);
        assertThat(bob.conversations()).not().containsText("three");
        assertThat(alice.faults()).isEmpty();
        assertThat(bob.faults()).isEmpty();
    }

    @Test
    void whereNoWebSocketOpensThePageGoesOnOverHttp() {
        BrowserContext behindProxy = browser.chromium().newContext();
        contexts.add(behindProxy);
        behindProxy.addInitScript("""
                window.WebSocket = class {
                  constructor() { setTimeout(() => this.onclose({ code: 1006 })); }
                  send() { throw new Error('not open'); }
                  close() {}
                };""");
        Tab alice = Tab.open(behindProxy, server.url().toString()).register(alice(), "Alice Almond");
        Tab bob = tab(server).register(bob(), "Bob Birch");
        alice.start(bob(), "");
        alice.write("Over HTTP");
        bob.choose("Alice Almond");
        bob.shows("Over HTTP");
        alice.hasTick("Over HTTP", "Read");
        bob.composer().pressSequentially("And back");
        assertThat(alice.page().locator(".who")).containsText("typing…");
        bob.composer().press("Enter");
        alice.shows("Over HTTP", "And back");
        assertThat(alice.page().locator(".banner")).hasText("");
        assertThat(alice.faults()).isEmpty();
    }

    @Test
    void theAccountIsShown() {
        Tab alice = tab(server).register(alice(), "Alice Almond");
        alice.button("Account").click();
        assertThat(alice.page().getByLabel("Your name")).hasValue("Alice Almond");
        assertThat(seriousFindings(alice.page())).isEmpty();
        alice.page().screenshot(shot("account"));
    }

    @Test
    void theLogInIsAccessible() {
        Tab tab = Tab.open(
                browser.chromium().newContext(new NewContextOptions().setViewportSize(390, 844)),
                server.url().toString());
        tab.button("Log in").waitFor();
        assertThat(seriousFindings(tab.page())).isEmpty();
        tab.page().screenshot(shot("login"));
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("parley.root"), "target", "screens", name + ".png"));
    }

    private static List<String> seriousFindings(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " " + rule.getNodes())
                        .toList();
    }
}
