package io.parley.client.script;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers by method and path, such as {@code POST /v1/sessions}; the rest is 404. */
public final class ScriptedHttp extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Map<String, Answering> answers = new ConcurrentHashMap<>();

    /** @param body null for none */
    public record Answer(int status, @Nullable String body) {}

    public record Question(
            @Nullable String authorization, @Nullable String query, String body) {}

    @FunctionalInterface
    public interface Answering {
        Answer to(Question question);
    }

    public void on(String methodAndPath, Answering answering) {
        answers.put(methodAndPath, answering);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answering answering = answers.getOrDefault(
                request.getMethod() + " " + request.getRequestURI(),
                question -> problem(404, "not_found", "There is no such thing."));
        Answer answer = answering.to(new Question(
                request.getHeader("Authorization"),
                request.getQueryString(),
                new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
        response.setStatus(answer.status());
        if (answer.body() == null) return;
        response.setContentType(answer.status() < 400 ? "application/json" : "application/problem+json");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    public static Answer problem(int status, String code, String detail) {
        return new Answer(
                status,
                "{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\",\"retryable\":%b}"
                        .formatted(status, code, detail, status >= 500));
    }
}
