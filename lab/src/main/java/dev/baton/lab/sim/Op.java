package dev.baton.lab.sim;

/** One operation of a multi, as {@link dev.baton.port.StoreOp} but with the record itself instead of its bytes. */
sealed interface Op {
    String path();

    record Create(String path, Object data, boolean ephemeral) implements Op {}

    record Set(String path, Object data, int version) implements Op {}

    record Delete(String path, int version) implements Op {}

    record Check(String path, int version) implements Op {}
}
