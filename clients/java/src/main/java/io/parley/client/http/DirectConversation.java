package io.parley.client.http;

import java.util.List;

public record DirectConversation(String conversation, List<Member> members) {}
