package dev.baton.lab.fence;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Whether a BMC is there: the presence ping of RMCP (DMTF ASF 2.0, 3.2.4.2), which needs no login. */
final class RmcpPing {
    private static final int WAIT_MILLIS = 200;
    private static final byte[] PING = {
        0x06,
        0x00,
        (byte) 0xff,
        0x06, // RMCP 1.0, no acknowledgement, class ASF
        0x00,
        0x00,
        0x11,
        (byte) 0xbe, // the number of ASF's makers
        (byte) 0x80,
        0x00,
        0x00,
        0x00 // presence ping, tag 0, no data
    };

    private RmcpPing() {}

    static boolean answered(int port) {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(PING, PING.length));
            DatagramPacket pong = new DatagramPacket(new byte[64], 64);
            socket.receive(pong);
            return pong.getLength() >= PING.length;
        } catch (IOException silent) {
            return false;
        }
    }
}
