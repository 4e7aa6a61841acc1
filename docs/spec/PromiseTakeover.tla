-------------------------- MODULE PromiseTakeover --------------------------
\* Promises and takeovers together. A holder lives on promises while the store is silent, hands over and takes its role back, is fenced by
\* a device or steps down; the others ask for early grants and become PRIMARY by the clock, by HANDOVER or VACANT, or by receipts, and may
\* live on promises in their turn. Times are worst-case true ticks and a silent store needs no variable, as in Promise.tla; versions of
\* lease and leadership, open, and how a request may be late are as in Takeover.tla, whose rules hold here throughout. Every member is an
\* elector; who is asked when electors come and go is settled in Promise.tla.
EXTENDS Integers, FiniteSets, TLC
CONSTANTS Node, First, MaxEpoch, D, X,
  Leaves,       \* the ways to leave that are explored: HANDOVER, VACANT
  MayRenew, MayAsk, MayRestart, \* members that may: renew; ask for promises; restart, once
  Devices,      \* fence devices exist
  Losses,       \* requests may be lost, which frees their slot (without it they can still wait for ever)
  Orphans,      \* a request without an answer may be given up and still be applied later
  Strays,       \* an ask that its asker has forgotten may still arrive, later than what it or another asks afterwards
  \* the rules
  BarsEarly,    \* a promise bars early grants, not only those after the lease has run out
  Release,      \* a promise ends early: by the asker's VACANT, and by its HANDOVER if that is newer than the leadership that the ask named
                \* ("newer"); by any HANDOVER of the asker and epoch that is seen ("seen"); by VACANT alone ("vacant")
  OwnRelease,   \* it ends early by what happens to its asker, not to anybody else
  LastAsker,    \* an elector remembers one asker, the last. So it promises nothing for an epoch before the one that it has promised
  Forgets,      \* who shuts its guard to hand over forgets the promises that it has, and those under way
  AsksServing,  \* only who serves asks
  BlockInFlight,\* no promise while an own grant request is unanswered (until a later version of the lease was seen)
  MustWait,     \* PRIMARY needs one of: old lease out on own clock; nobody open; receipts
  UndoCAS       \* the holder reopens after HANDOVER only by an acknowledged write of leadership, never by reading it
VARIABLES rec, off, ep, seenV, seenL, gLeft, shut, ob, rq, late, unk, hold, to, pLeft, pr, stray, again
vars == <<rec, off, ep, seenV, seenL, gLeft, shut, ob, rq, late, unk, hold, to, pLeft, pr, stray, again>>
held == <<seenV, seenL, gLeft, shut>>         \* what a holder knows of its epoch
given == <<unk, hold, to>>                    \* what an elector remembers
asked == <<pLeft, pr, stray>>                 \* what a holder knows of promises, and asks that are under way
Max(x, y) == IF x > y THEN x ELSE y
Dec(x) == IF x = 0 THEN 0 ELSE x - 1
Idle == [st |-> "idle", kind |-> "-", ver |-> 0, lver |-> 0, epoch |-> 0, open |-> {}, age |-> 0]
Blind == [ver |-> 0, lver |-> 0, epoch |-> 0, state |-> "-", holder |-> First, open |-> {}, left |-> 0]
NoAsk == [st |-> "idle", epoch |-> 0, lver |-> 0, age |-> 0]
NoStray == [asker |-> First, of |-> First, epoch |-> 0, lver |-> 0]
Nobody == [epoch |-> 0, lver |-> 0, asker |-> First]
None == [n \in Node |-> 0]
Init == /\ rec = [ver |-> 1, lver |-> 1, epoch |-> 1, holder |-> First, state |-> "PRIMARY", open |-> {}]
        /\ off = {} /\ again = {} /\ ep = [n \in Node |-> IF n = First THEN 1 ELSE 0] /\ seenV = ep /\ seenL = ep
        /\ gLeft = [n \in Node |-> IF n = First THEN D ELSE 0] /\ shut = [n \in Node |-> n # First]
        /\ ob = [n \in Node |-> Blind] /\ rq = [n \in Node |-> Idle] /\ late = Idle
        /\ unk = None /\ hold = None /\ to = [n \in Node |-> Nobody]
        /\ pLeft = [n \in Node |-> None] /\ pr = [n \in Node |-> [m \in Node |-> NoAsk]] /\ stray = NoStray
Tick == /\ gLeft' = [n \in Node |-> Dec(gLeft[n])] /\ ob' = [n \in Node |-> [ob[n] EXCEPT !.left = Dec(@)]]
        /\ rq' = [n \in Node |-> IF rq[n].st # "idle" /\ rq[n].age < D THEN [rq[n] EXCEPT !.age = @ + 1] ELSE rq[n]]
        /\ hold' = [n \in Node |-> Dec(hold[n])] /\ to' = [n \in Node |-> IF hold[n] > 1 THEN to[n] ELSE Nobody]
        /\ pLeft' = [n \in Node |-> [m \in Node |-> Dec(pLeft[n][m])]]
        /\ pr' = [n \in Node |-> [m \in Node |-> IF pr[n][m].st # "idle" /\ pr[n][m].age < X
                                                THEN [pr[n][m] EXCEPT !.age = @ + 1] ELSE pr[n][m]]]
        /\ UNCHANGED <<rec, off, ep, seenV, seenL, shut, late, unk, stray, again>>
Alive(n) == n \notin off
\* n forgets the promises that it has and its asks: what answers them counts no more, but one of them may still arrive.
Forget(n) == /\ pLeft' = [pLeft EXCEPT ![n] = None] /\ pr' = [pr EXCEPT ![n] = [m \in Node |-> NoAsk]]
             /\ stray' \in {stray} \cup {[asker |-> n, of |-> m, epoch |-> pr[n][m].epoch, lver |-> pr[n][m].lver] :
                                        m \in {m \in Node : Strays /\ pr[n][m].st = "asked"}}
Observe(n) == /\ Alive(n) /\ ep[n] = 0 /\ (ob[n].ver # rec.ver \/ ob[n].lver # rec.lver)
              /\ ob' = [ob EXCEPT ![n] = [ver |-> rec.ver, lver |-> rec.lver, epoch |-> rec.epoch, state |-> rec.state,
                          holder |-> rec.holder, open |-> rec.open, left |-> IF ob[n].ver = rec.ver THEN ob[n].left ELSE D]]
              /\ UNCHANGED <<rec, off, ep, held, rq, late, given, asked, again>>
Send(n, kind, ver, lver, epoch, open) == rq' = [rq EXCEPT ![n] =
                   [st |-> "sent", kind |-> kind, ver |-> ver, lver |-> lver, epoch |-> epoch, open |-> open, age |-> 0]]
Inherit(o) == IF o.state \in {"HANDOVER", "VACANT"} THEN o.open ELSE o.open \cup {o.holder}
SendGrant(n) == /\ Alive(n) /\ ep[n] = 0 /\ ob[n].ver > 0 /\ rq[n].st = "idle" /\ ob[n].epoch < MaxEpoch      \* early: at any time
                /\ (hold[n] > 0 => ~BarsEarly /\ ob[n].left > 0)
                /\ Send(n, "grant", ob[n].ver, ob[n].lver, ob[n].epoch + 1, Inherit(ob[n])) /\ unk' = [unk EXCEPT ![n] = ob[n].ver]
                /\ UNCHANGED <<rec, off, ep, held, ob, late, hold, to, asked, again>>
SendRenew(n) == /\ n \in MayRenew /\ Alive(n) /\ ep[n] > 0 /\ rq[n].st = "idle" /\ Send(n, "renew", seenV[n], 0, ep[n], {})
                /\ UNCHANGED <<rec, off, ep, held, ob, late, given, asked, again>>
Proved(n) == ~MustWait \/ ob[n].left = 0 \/ ob[n].open = {} \/ ob[n].open \subseteq off
SendPrimary(n) == /\ Alive(n) /\ ep[n] > 0 /\ rq[n].st = "idle" /\ rec.state = "PROMOTING" /\ shut[n] /\ Proved(n)
                  /\ Send(n, "PRIMARY", 0, seenL[n], ep[n], {})
                  /\ UNCHANGED <<rec, off, ep, held, ob, late, given, asked, again>>
SendLeave(n, s) == /\ Alive(n) /\ ep[n] > 0 /\ rq[n].st = "idle" /\ (~shut[n] \/ rec.state = "PROMOTING")
                   /\ Send(n, s, 0, seenL[n], ep[n], IF rec.state = "PROMOTING" THEN ob[n].open ELSE {})
                   /\ shut' = [shut EXCEPT ![n] = TRUE]
                   /\ IF Forgets THEN Forget(n) ELSE UNCHANGED asked
                   /\ UNCHANGED <<rec, off, ep, seenV, seenL, gLeft, ob, late, given, again>>
SendUndo(n) == /\ Alive(n) /\ ep[n] > 0 /\ rq[n].st = "idle" /\ shut[n] /\ rec.holder = n /\ rec.epoch = ep[n]
               /\ rec.state \in {"HANDOVER", "PRIMARY"} /\ rec.open = {}
               /\ IF UndoCAS \/ rec.state = "HANDOVER"
                  THEN Send(n, "PRIMARY", 0, rec.lver, ep[n], {}) /\ UNCHANGED <<seenL, shut>>
                  ELSE shut' = [shut EXCEPT ![n] = FALSE] /\ seenL' = [seenL EXCEPT ![n] = rec.lver] /\ UNCHANGED rq
               /\ UNCHANGED <<rec, off, ep, seenV, gLeft, ob, late, given, asked, again>>
Match(r) == CASE r.kind = "renew" -> r.ver = rec.ver
              [] r.kind = "grant" -> r.ver = rec.ver /\ r.lver = rec.lver
              [] OTHER -> r.lver = rec.lver
Written(n, r) == CASE r.kind = "renew" -> [rec EXCEPT !.ver = @ + 1]
                   [] r.kind = "grant" -> [ver |-> rec.ver + 1, lver |-> rec.lver + 1, epoch |-> r.epoch, holder |-> n,
                                           state |-> "PROMOTING", open |-> r.open]
                   [] OTHER -> [rec EXCEPT !.lver = @ + 1, !.state = r.kind, !.open = r.open]
Apply(n) == LET r == rq[n] IN
  /\ r.st = "sent"
  /\ IF Match(r) THEN /\ rec' = Written(n, r)
                      /\ rq' = [rq EXCEPT ![n] = IF Alive(n) THEN [r EXCEPT !.st = "ok", !.ver = rec'.ver, !.lver = rec'.lver] ELSE Idle]
                 ELSE rq' = [rq EXCEPT ![n] = IF Alive(n) THEN [r EXCEPT !.st = "no"] ELSE Idle] /\ UNCHANGED rec
  /\ UNCHANGED <<off, ep, held, ob, late, given, asked, again>>
Abandon(n) == /\ Orphans /\ rq[n].st = "sent" /\ rq[n].kind # "grant" /\ late.st = "idle"        \* no answer; still in flight
              /\ late' = rq[n] /\ rq' = [rq EXCEPT ![n] = Idle]
              /\ UNCHANGED <<rec, off, ep, held, ob, given, asked, again>>
ApplyLate == /\ late.st = "sent" /\ late' = Idle /\ rec' = IF Match(late) THEN Written(First, late) ELSE rec
             /\ UNCHANGED <<off, ep, held, ob, rq, given, asked, again>>
Lose(n) == /\ Losses /\ rq[n].st # "idle" /\ rq' = [rq EXCEPT ![n] = Idle]
           /\ UNCHANGED <<rec, off, ep, held, ob, late, given, asked, again>>
Gone(n) == /\ ep' = [ep EXCEPT ![n] = 0] /\ gLeft' = [gLeft EXCEPT ![n] = 0] /\ shut' = [shut EXCEPT ![n] = TRUE]
           /\ seenV' = [seenV EXCEPT ![n] = 0] /\ seenL' = [seenL EXCEPT ![n] = 0] /\ ob' = [ob EXCEPT ![n] = Blind]
           /\ Forget(n)
Answer(n) == LET r == rq[n] IN
  /\ Alive(n) /\ r.st \in {"ok", "no"} /\ rq' = [rq EXCEPT ![n] = Idle]
  /\ unk' = IF r.kind = "grant" THEN [unk EXCEPT ![n] = 0] ELSE unk
  /\ CASE r.st = "ok" /\ r.kind = "grant" ->
            /\ ep' = [ep EXCEPT ![n] = r.epoch] /\ seenV' = [seenV EXCEPT ![n] = r.ver] /\ seenL' = [seenL EXCEPT ![n] = r.lver]
            /\ gLeft' = [gLeft EXCEPT ![n] = D - r.age] /\ ob' = [ob EXCEPT ![n].open = r.open] /\ UNCHANGED <<shut, asked>>
       [] r.st = "ok" /\ r.kind = "renew" /\ ep[n] = r.epoch ->
            /\ seenV' = [seenV EXCEPT ![n] = Max(@, r.ver)] /\ gLeft' = [gLeft EXCEPT ![n] = Max(@, D - r.age)]
            /\ UNCHANGED <<ep, seenL, shut, ob, asked>>
       [] r.st = "ok" /\ r.kind = "PRIMARY" /\ ep[n] = r.epoch ->
            /\ seenL' = [seenL EXCEPT ![n] = r.lver] /\ shut' = [shut EXCEPT ![n] = FALSE] /\ UNCHANGED <<ep, seenV, gLeft, ob, asked>>
       [] r.st = "ok" /\ r.kind = "HANDOVER" /\ ep[n] = r.epoch ->
            /\ seenL' = [seenL EXCEPT ![n] = r.lver] /\ UNCHANGED <<ep, seenV, gLeft, shut, ob, asked>>
       [] r.kind = "grant" -> UNCHANGED <<ep, held, ob, asked>>
       [] ep[n] = r.epoch -> Gone(n)                                  \* refused, or VACANT: step down
       [] OTHER -> UNCHANGED <<ep, held, ob, asked>>
  /\ UNCHANGED <<rec, off, late, hold, to, again>>
StepDown(n) == /\ Alive(n) /\ ep[n] > 0 /\ rq[n].st = "idle" /\ Gone(n) /\ UNCHANGED <<rec, off, rq, late, given, again>>
Fence(n) == /\ Devices /\ Alive(n) /\ off' = off \cup {n} /\ Gone(n) /\ UNCHANGED <<rec, rq, late, given, again>>    \* requests in flight go on
\* A start rewrites the member record, which a grant in flight compares with; other writes of the earlier life may still be applied.
Restart(n) == /\ n \in MayRestart \ again /\ Alive(n) /\ again' = again \cup {n} /\ Gone(n)
              /\ late' \in {late} \cup (IF rq[n].st = "sent" /\ rq[n].kind # "grant" THEN {rq[n]} ELSE {})
              /\ rq' = [rq EXCEPT ![n] = Idle] /\ unk' = [unk EXCEPT ![n] = 0]
              /\ hold' = [hold EXCEPT ![n] = X] /\ to' = [to EXCEPT ![n] = Nobody] /\ UNCHANGED <<rec, off>>

Ask(n, m) == /\ n \in MayAsk /\ Alive(n) /\ ep[n] > 0 /\ m # n /\ pr[n][m].st = "idle" /\ pLeft[n][m] < X
             /\ IF AsksServing THEN ~shut[n] ELSE rec.state # "PROMOTING"
             /\ pr' = [pr EXCEPT ![n][m] = [st |-> "asked", epoch |-> ep[n], lver |-> seenL[n], age |-> 0]]
             /\ UNCHANGED <<rec, off, ep, held, ob, rq, late, given, pLeft, stray, again>>
\* neither holds nor has seen a later epoch; has read since its start
Willing(m, p) == /\ Alive(m) /\ (BlockInFlight => unk[m] = 0 \/ unk[m] < ob[m].ver) /\ ep[m] = 0 /\ ob[m].ver > 0 /\ ob[m].epoch <= p.epoch
                 /\ (LastAsker => to[m].epoch <= p.epoch)
Promise(m, n, p) == /\ hold' = [hold EXCEPT ![m] = X] /\ to' = [to EXCEPT ![m] = [asker |-> n, epoch |-> p.epoch, lver |-> p.lver]]
Give(n, m) == /\ pr[n][m].st = "asked" /\ Willing(m, pr[n][m]) /\ pr' = [pr EXCEPT ![n][m].st = "given"] /\ Promise(m, n, pr[n][m])
              /\ UNCHANGED <<rec, off, ep, held, ob, rq, late, unk, pLeft, stray, again>>
GiveStray == /\ stray.epoch > 0 /\ Willing(stray.of, stray) /\ Promise(stray.of, stray.asker, stray) /\ stray' = NoStray
             /\ UNCHANGED <<rec, off, ep, held, ob, rq, late, unk, pLeft, pr, again>>
Got(n, m) == /\ pr[n][m].st = "given" /\ pr' = [pr EXCEPT ![n][m] = NoAsk]
             /\ pLeft' = [pLeft EXCEPT ![n][m] = Max(@, X - pr[n][m].age)]
             /\ UNCHANGED <<rec, off, ep, held, ob, rq, late, given, stray, again>>
Refuse(n, m) == /\ Losses /\ pr[n][m].st # "idle" /\ pr' = [pr EXCEPT ![n][m] = NoAsk]    \* refused, or lost either way
                /\ UNCHANGED <<rec, off, ep, held, ob, rq, late, given, pLeft, stray, again>>
Left(m) == /\ ob[m].holder = to[m].asker /\ ob[m].epoch = to[m].epoch
           /\ \/ ob[m].state = "VACANT"
              \/ ob[m].state = "HANDOVER" /\ (Release = "seen" \/ (Release = "newer" /\ ob[m].lver > to[m].lver))
EndPromise(m) == /\ Alive(m) /\ to[m].epoch > 0 /\ (Left(m) \/ to[m].asker \in off \/ (~OwnRelease /\ off # {}))
                 /\ hold' = [hold EXCEPT ![m] = 0] /\ to' = [to EXCEPT ![m] = Nobody]
                 /\ UNCHANGED <<rec, off, ep, held, ob, rq, late, unk, asked, again>>
Next == \/ Tick \/ ApplyLate \/ GiveStray
        \/ \E n \in Node : \/ Observe(n) \/ SendGrant(n) \/ SendRenew(n) \/ SendPrimary(n) \/ SendUndo(n) \/ Apply(n)
                           \/ Lose(n) \/ Abandon(n) \/ Answer(n) \/ StepDown(n) \/ Fence(n) \/ Restart(n) \/ EndPromise(n)
                           \/ \E s \in Leaves : SendLeave(n, s)
                           \/ \E m \in Node : Ask(n, m) \/ Give(n, m) \/ Got(n, m) \/ Refuse(n, m)
Spec == Init /\ [][Next]_vars

Promised(n) == \A m \in Node \ {n} : pLeft[n][m] > 0
Open(n) == Alive(n) /\ ep[n] > 0 /\ ~shut[n] /\ (gLeft[n] > 0 \/ Promised(n))
S4 == \A m, n \in Node : Open(m) /\ Open(n) => m = n
TrapHeld == ~ \E n \in Node : ep[n] = 2 /\ Open(n) /\ gLeft[n] = 0                       \* a successor lives on promises: must FAIL
TrapBack == ~ (ep[First] = 1 /\ Open(First) /\ gLeft[First] = 0 /\ rec.epoch = 1 /\ rec.lver > 2)  \* so does who took its role back: must FAIL
TrapFreed == [][\A m \in Node : ~(hold[m] > 1 /\ hold'[m] = 0)]_vars                     \* a promise ends early: must FAIL
Sym == Permutations(Node \ {First})
\* What a version is good for is whether it is the newest one (see Lease.tla) and, of leadership, whether it is newer than the one that an
\* ask named, where the rule of release asks that. So the number of renewals, handovers and undos needs no bound.
Rank(v) == IF v = 0 THEN 0 ELSE IF v = rec.ver THEN 2 ELSE 1
RankL(v) == IF v = 0 THEN 0 ELSE IF v = rec.lver THEN 2 ELSE 1
Newer(v) == IF Release = "newer" THEN [m \in Node |-> ob[m].lver > v] ELSE <<>>
Named(p, m) == IF Release = "newer" THEN <<[p EXCEPT !.lver = RankL(@)], ob[m].lver > p.lver>> ELSE [p EXCEPT !.lver = 0]
Request(r) == CASE r.st = "sent" /\ ~Match(r) -> [kind |-> r.kind, epoch |-> r.epoch]
                [] r.st = "no" -> [kind |-> r.kind, epoch |-> r.epoch, no |-> TRUE]
                [] r.st = "ok" -> <<[r EXCEPT !.ver = Rank(@), !.lver = RankL(@)], IF r.kind = "renew" THEN <<>> ELSE Newer(r.lver)>>
                [] OTHER -> [r EXCEPT !.ver = Rank(@), !.lver = RankL(@)]
Seen == <<rec.epoch, rec.holder, rec.state, rec.open, off, ep, [n \in Node |-> <<Rank(seenV[n]), RankL(seenL[n]), Newer(seenL[n])>>],
          gLeft, shut, [n \in Node |-> [ob[n] EXCEPT !.ver = Rank(@), !.lver = RankL(@)]], [n \in Node |-> Request(rq[n])], Request(late),
          [n \in Node |-> unk[n] > 0 /\ unk[n] >= ob[n].ver], hold, [n \in Node |-> Named(to[n], n)], pLeft,
          [n \in Node |-> [m \in Node |-> Named(pr[n][m], m)]], Named(stray, stray.of), again>>

\* Where VACANT alone frees, less matters still. Of what a member has seen: by whom the epoch was left, which frees; who is open and how long to wait,
\* while a grant on that version may be applied or has been, until PRIMARY is sent; and whether it is up to date. Of its own: nothing once VACANT is sent.
Firm == ~Losses /\ ~Orphans                                 \* who has sent VACANT or PRIMARY does nothing before the answer
Granted(n) == rq[n].kind = "grant" /\ (rq[n].st = "ok" \/ (rq[n].st = "sent" /\ Match(rq[n])))
Current(n) == ob[n].ver = rec.ver /\ rec.epoch < MaxEpoch
Waits(n) == IF ep[n] = 0 THEN Current(n) \/ Granted(n) ELSE shut[n] /\ ~(Firm /\ rq[n].kind \in {"VACANT", "PRIMARY"})
Told(n) == <<ob[n].epoch, IF ob[n].state = "VACANT" THEN ob[n].holder ELSE "-">>
Least == <<rec.epoch, rec.holder, rec.state, rec.open, off, ep, shut, hold, pLeft, again,
           [n \in Node |-> IF Firm /\ rq[n].kind = "VACANT" THEN <<>> ELSE <<gLeft[n], RankL(seenL[n]), IF n \in MayRenew THEN Rank(seenV[n]) ELSE 0>>],
           [n \in Node |-> IF ep[n] > 0 THEN IF to[n].epoch > 0 THEN Told(n) ELSE <<>>
                                        ELSE <<Told(n), Rank(ob[n].ver), RankL(ob[n].lver)>>],
           [n \in Node |-> IF Waits(n) THEN <<ob[n].left, ob[n].open, IF ep[n] = 0 THEN Inherit(ob[n]) ELSE {}>> ELSE <<>>],
           [n \in Node |-> <<Request(rq[n]), unk[n] > 0 /\ unk[n] >= ob[n].ver, Named(to[n], n)>>], Request(late),
           [n \in Node |-> [m \in Node |-> Named(pr[n][m], m)]], Named(stray, stray.of)>>
=============================================================================
