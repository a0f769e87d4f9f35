package io.parley.command.http;

import io.parley.api.problem.Problem;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.sealing.ErasedException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Makes a {@link Problem} of everything that goes wrong in any controller, instead of what it had begun to answer; one in a server is enough. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int SERVER_ERROR = 500;

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onProblem(ProblemException e, HttpServletResponse response) {
        Problem problem = e.problem();
        boolean broken = problem.status() >= SERVER_ERROR;
        if (response.isCommitted()) {
            if (broken) {
                throw e; // so that the connection ends: a problem would be taken for a part of what was to come
            }
            return null; // whoever asked has gone
        }
        response.reset();
        if (broken) {
            LOG.warn("answered {}", problem.code(), e);
        }
        HttpHeaders headers = new HttpHeaders();
        Duration retryAfter = e.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
        }
        return answer(problem, headers);
    }

    /** Of a log-in that is about to end. */
    @ExceptionHandler
    ResponseEntity<Object> onErased(ErasedException e) {
        return answer(Problem.of(ProblemCode.UNAUTHORIZED), new HttpHeaders());
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> onBug(Exception e, HttpServletResponse response) throws Exception {
        if (e instanceof AuthenticationException || e instanceof AccessDeniedException) {
            throw e; // the security filters answer these
        }
        if (response.isCommitted()) {
            throw e;
        }
        response.reset();
        LOG.error("answered internal", e);
        return answer(Problem.of(ProblemCode.INTERNAL), new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(ProblemCode.BAD_REQUEST, unreadable(e)), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(ProblemCode.BAD_REQUEST, "'" + e.getParameterName() + "' is missing."), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(codeOf(status.value())), headers);
    }

    /** Names the field, never quotes what was sent: it may be a password. */
    private static String unreadable(HttpMessageNotReadableException e) {
        String field = e.getCause() instanceof JacksonException json
                ? json.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .collect(Collectors.joining("."))
                : "";
        return field.isEmpty() ? "The body is not the JSON object expected here." : "'" + field + "' has a wrong type.";
    }

    private static ProblemCode codeOf(int status) {
        for (ProblemCode code : ProblemCode.values()) {
            if (code.status() == status) {
                return code;
            }
        }
        return status >= SERVER_ERROR ? ProblemCode.INTERNAL : ProblemCode.BAD_REQUEST;
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
