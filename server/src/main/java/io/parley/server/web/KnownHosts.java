package io.parley.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests that a foreign page makes a browser send: those to a host name that is not ours, and those of an origin that is not. */
final class KnownHosts extends OncePerRequestFilter {
    private static final int MISDIRECTED = 421;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final Set<String> hosts;
    private final Set<String> origins;

    KnownHosts(WebOptions options) {
        this.hosts = Set.copyOf(options.hosts());
        this.origins = Set.copyOf(options.origins());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (isOperators(request)) {
            chain.doFilter(request, response);
        } else if (host == null || !(hosts.contains(withoutPort(host)) || isByAddress(request, host))) {
            response.setStatus(MISDIRECTED);
        } else if (origin != null && !origins.contains(origin) && !isOwn(origin, host)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Tools at the same machine come by its address, whatever the server is called elsewhere; no page has their token. */
    private static boolean isOperators(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/operator/");
    }

    /** Probes and scrapes know a process by its address, and a page that was resolved here is known by a name. */
    private static boolean isByAddress(HttpServletRequest request, String host) {
        return request.getRequestURI().startsWith("/actuator/")
                && ADDRESS.matcher(withoutPort(host)).matches();
    }

    private static boolean isOwn(String origin, String host) {
        return host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }
}
