package io.parley.api.account.user;

import java.util.List;

/** In no particular order. */
public record People(List<Person> people) {}
