package io.parley.edge.socket;

import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/**
 * Most sockets are idle most of the time, and Tomcat keeps every buffer as long as its socket: six of 8 KiB by default. A larger
 * frame goes through a smaller buffer in parts.
 */
final class SmallBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int BYTES = 2 * 1024;
    private static final int BINARY_BYTES = 128;
    private static final int CHARS = 1024;

    /** Read once by Tomcat, when its WebSocket classes are loaded. */
    private static final String WEBSOCKET_BUFFER = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        System.setProperty(WEBSOCKET_BUFFER, String.valueOf(BYTES));
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setProperty("socket.appReadBufSize", String.valueOf(BYTES));
                protocol.setProperty("socket.appWriteBufSize", String.valueOf(BYTES));
            }
        });
    }

    static ServletServerContainerFactoryBean container() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(CHARS);
        container.setMaxBinaryMessageBufferSize(BINARY_BYTES);
        return container;
    }
}
