package io.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the README, where it is asked for by name: {@code -Dit.test=ScreensWriter}. */
class ScreensWriter {
    private static final Path IMAGES =
            Path.of(System.getProperty("parley.root")).resolve("docs").resolve("images");

    @Test
    void picturesOfThePage(@TempDir Path folder) throws Exception {
        try (RunningServer server = RunningServer.up(folder);
                Browser.Running browser = Browser.start()) {
            Tab alice = register(browser, server, "alice", "Alice Almond");
            Tab bob = register(browser, server, "bob", "Bob Birch");
            Tab carol = register(browser, server, "carol", "Carol Cedar");
            Tab dan = register(browser, server, "dan", "Dan Dogwood");

            dan.start("alice", "");
            dan.write("The slides are in the folder");
            carol.start("alice", "");
            carol.write("Can you lend me your rope for Sunday?");
            alice.choose("Carol Cedar");
            alice.write("Sure, come by tonight");
            alice.start("bob carol", "Rock climbing");
            bob.page().locator(".row").click();
            bob.button("Join").click();
            carol.choose("Rock climbing");
            alice.write("Shall we climb on Saturday? The weather looks good.");
            bob.shows("Shall we climb on Saturday? The weather looks good.");
            bob.act("Shall we climb", "React with 👍");
            bob.act("Shall we climb", "Reply");
            bob.write("Yes! Nine at the station?");
            carol.page().locator("input[type=file]").setInputFiles(view(folder));
            carol.page().locator(".uploads li").waitFor();
            assertThat(carol.page().locator(".uploads progress")).hasCount(0);
            carol.write("This ridge, from last year");
            alice.page().locator(".attachments img").waitFor();
            alice.write("Perfect. I bring coffee.");
            alice.hasTick("Perfect. I bring coffee.", "Read");
            alice.page().waitForFunction("() => document.querySelector('.attachments img').naturalWidth > 0");
            shoot(alice.page(), "conversation");
            alice.page()
                    .emulateMedia(new Page.EmulateMediaOptions()
                            .setColorScheme(ColorScheme.DARK)
                            .setReducedMotion(ReducedMotion.REDUCE));
            shoot(alice.page(), "dark");
            bob.page().setViewportSize(390, 780);
            shoot(bob.page(), "phone");
        }
    }

    private static Tab register(Browser.Running browser, RunningServer server, String handle, String name) {
        BrowserContext context = browser.chromium().newContext(new NewContextOptions().setViewportSize(1_160, 780));
        return Tab.open(context, server.url().toString()).register(handle, name);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
    }

    private static Path view(Path folder) throws IOException {
        BufferedImage image = new BufferedImage(640, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x8EC5E8), 0, 300, new Color(0xFDE8CF)));
        graphics.fillRect(0, 0, 640, 300);
        ridge(graphics, new Color(0x8A9BB5), 0.6, 140);
        ridge(graphics, new Color(0x5F7390), 1.3, 185);
        ridge(graphics, new Color(0x2F4A4A), 2.1, 235);
        graphics.dispose();
        Path file = folder.resolve("ridge.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static void ridge(Graphics2D graphics, Color color, double shift, int height) {
        Path2D line = new Path2D.Double();
        line.moveTo(0, 300);
        for (int x = 0; x <= 640; x += 4) {
            double peaks = Math.abs(Math.sin(x / 95.0 + shift)) * 70 + Math.sin(x / 23.0 + 3 * shift) * 9;
            line.lineTo(x, height - peaks + 30);
        }
        line.lineTo(640, 300);
        graphics.setColor(color);
        graphics.fill(line);
    }
}
