package dev.baton.zookeeper;

import org.apache.zookeeper.KeeperException.Code;

/** ZooKeeper's answer codes. */
final class Codes {
    private Codes() {}

    static Code of(int rc) {
        Code code = Code.get(rc);
        return code == null ? Code.SYSTEMERROR : code;
    }

    /** Whether the code says nothing of what the server did: the request may have reached it. */
    static boolean lost(Code code) {
        return switch (code) {
            case CONNECTIONLOSS,
                    SESSIONEXPIRED,
                    SESSIONMOVED,
                    AUTHFAILED,
                    OPERATIONTIMEOUT,
                    REQUESTTIMEOUT,
                    SYSTEMERROR,
                    MARSHALLINGERROR,
                    RUNTIMEINCONSISTENCY,
                    DATAINCONSISTENCY -> true;
            default -> false;
        };
    }
}
