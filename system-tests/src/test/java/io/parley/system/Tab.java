package io.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The chat page as a person uses it: by what it says. */
record Tab(BrowserContext context, Page page, List<String> faults) {
    static Tab open(BrowserContext context, String url) {
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        List<String> faults = new CopyOnWriteArrayList<>();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> note(message, faults));
        page.navigate(url);
        return new Tab(context, page, faults);
    }

    /** What the policy refused is a fault of the page; what the network lost is not. */
    private static void note(ConsoleMessage message, List<String> faults) {
        if (message.text().contains("Security Policy")) faults.add(message.text());
    }

    Tab register(String handle, String name) {
        button("Create an account").click();
        page.getByLabel("Handle").fill(handle);
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill("correct horse battery");
        button("Create account").click();
        button("New conversation").waitFor();
        return this;
    }

    void start(String handles, String group) {
        button("New conversation").click();
        page.getByLabel("Handles").fill(handles);
        page.getByLabel("Group name").fill(group);
        button("Start").click();
        composer().waitFor();
    }

    void choose(String title) {
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(title))
                .first()
                .click();
        composer().waitFor();
    }

    void write(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    Locator composer() {
        return page.getByPlaceholder("Message");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator messages() {
        return page.locator(".message .body");
    }

    void shows(String... bodies) {
        assertThat(messages()).hasText(bodies);
    }

    /** Something out of the menu of the message with that text. */
    void act(String text, String what) {
        Locator message = page.locator(".message")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".body", new Page.LocatorOptions().setHasText(text))));
        message.hover();
        message.getByLabel("Message actions").click();
        message.locator(".menu")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(what))
                .click();
    }

    Locator conversations() {
        return page.getByRole(AriaRole.NAVIGATION);
    }

    /** What the person wants of the conversation that is open. */
    void options(String what) {
        button("Options").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(what).setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    /** What the person decides for everybody in the conversation that is open. */
    void keepsMessages(String howLong) {
        button("Options").click();
        page.getByLabel("For everybody here").selectOption(new SelectOption().setLabel(howLong));
        button("Close").click();
    }

    void hasTick(String text, String state) {
        Locator tick = page.locator(".message")
                .filter(new Locator.FilterOptions().setHasText(text))
                .getByLabel(state, new Locator.GetByLabelOptions().setExact(true));
        assertThat(tick).isVisible();
    }
}
