/**
 * Attacks on a server of their own: each is bounded in time and number, stays on this machine, and shows what honest viewers notice
 * of it. {@link vigie.bench.attack.AttackKind} lists them. For each attack, {@link vigie.bench.attack.AttackTrial} starts three processes:
 *
 * <ul>
 *   <li>{@link vigie.bench.attack.AttackedServer}, the packed server with the launcher's options, on data of its own
 *   <li>{@link vigie.bench.attack.Watcher}, an honest viewer that measures how it is served
 *   <li>{@link vigie.bench.attack.AttackProcess}, which runs the attack
 * </ul>
 *
 * <p>The tests of this package run all three in small.
 */
@NullMarked
package vigie.bench.attack;

import org.jspecify.annotations.NullMarked;
