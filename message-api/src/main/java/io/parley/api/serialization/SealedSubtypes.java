package io.parley.api.serialization;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subtypes of a sealed type are those that it permits, without naming them again in an annotation. */
final class SealedSubtypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        List<NamedType> named = super.findSubtypes(annotated);
        Class<?> type = annotated.getRawType();
        return named == null && type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .map(NamedType::new)
                        .toList()
                : named;
    }
}
