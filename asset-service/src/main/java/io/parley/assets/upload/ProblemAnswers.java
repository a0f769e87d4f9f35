package io.parley.assets.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.problem.Problem;
import io.parley.api.problem.ProblemCode;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** What the protocol refuses is answered as everything else is: with the protocol's status, and a problem with a code. */
final class ProblemAnswers extends HttpServletResponseWrapper {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int OFFSET = 409;
    private static final int TOO_LARGE = 413;
    private static final int LOCKED = 423;
    private static final int CHECKSUM = 460;

    ProblemAnswers(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, ProblemCode.BAD_REQUEST.sentence());
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        setStatus(status);
        setContentType("application/problem+json");
        getOutputStream().write(JSON.writeValueAsBytes(problem(status, message)));
    }

    private static Problem problem(int status, String message) {
        return switch (status) {
            case NOT_FOUND ->
                problem(status, "not_found", "There is no such upload; it ended too long ago, or is not yours.", false);
            case OFFSET ->
                problem(status, "wrong_offset", "'Upload-Offset' is not where the upload stands; ask with HEAD.", true);
            case TOO_LARGE -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE);
            case LOCKED ->
                problem(status, "upload_busy", "Another request is uploading to it; try again in a moment.", true);
            case CHECKSUM ->
                problem(status, "wrong_checksum", "The part is not what 'Upload-Checksum' says; send it again.", true);
            default -> problem(status, ProblemCode.BAD_REQUEST.code(), message, false);
        };
    }

    private static Problem problem(int status, String code, String detail, boolean retryable) {
        return new Problem("Upload refused", status, code, detail, retryable);
    }
}
