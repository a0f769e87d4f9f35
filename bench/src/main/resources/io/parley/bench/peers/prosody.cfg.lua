pidfile = "@folder@/prosody.pid"
data_path = "@data@"
certificates = "@folder@/certs"
log = { warn = "*console" }
modules_enabled = { "disco", "mam", "ping", "roster", "saslauth", "websocket" }
modules_disabled = { "s2s", "tls", "limits" }
authentication = "internal_plain"
storage = "internal"
http_interfaces = { "127.0.0.1" }
http_ports = { @port@ }
https_ports = {}
c2s_ports = {}
c2s_direct_tls_ports = {}
s2s_ports = {}
http_default_host = "localhost"
consider_websocket_secure = true
network_settings = { tcp_backlog = 4096 }
default_archive_policy = true
archive_expires_after = "never"
storage_archive_item_limit = 100000000

VirtualHost "localhost"

Component "conference.localhost" "muc"
    modules_enabled = { "muc_mam" }
    muc_room_locking = false
    muc_log_by_default = true
