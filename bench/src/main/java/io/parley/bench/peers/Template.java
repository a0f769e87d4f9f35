package io.parley.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file with places to fill in, each written {@code @name@}. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    static Template of(String resource) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("There is no " + resource);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @throws IllegalArgumentException if a place has no value */
    String with(Map<String, Object> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            Object value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing for " + place.group());
            }
            return Matcher.quoteReplacement(value.toString());
        });
    }
}
