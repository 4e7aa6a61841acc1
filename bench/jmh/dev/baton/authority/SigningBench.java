package dev.baton.authority;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A request as consoles sign and agents verify it, the canonical form included. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBench {
    private ActionRequest request;
    private ActionRequest signed;
    private Signer signer;
    private Operators operators;

    @Setup
    public void keys() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        OperatorRecord record = new OperatorRecord(
                Keys.id(pair.getPublic()), "alice", OperatorRole.OPERATOR, Keys.text(pair.getPublic()), "here", 1, "bench", null, null);
        operators = Operators.of(Map.of(record.keyId(), record));
        signer = new KeySigner(record, pair.getPrivate());
        request = new ActionRequest(
                "s1795700898610-1a2b", new GroupId("orders"), ActionKind.SWITCHOVER, new MemberId("orders-b"), new Epoch(17), 412,
                "the disk of a is nearly full, see ticket 4711", "alice", new Hlc(1_795_700_898_610L, 0), 1_795_700_928_610L, List.of(), null, null);
        signed = Signed.sign(request, signer);
    }

    @Benchmark
    public ActionRequest sign() throws Exception {
        return Signed.sign(request, signer);
    }

    @Benchmark
    public List<Rule> verify() {
        List<Rule> rules = Authority.of(operators, signed, 1_795_700_899_000L);
        if (rules.stream().anyMatch(Rule::blocks)) {
            throw new IllegalStateException(rules.toString());
        }
        return rules;
    }
}
