package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void tellsOneContest() {
        assertThat(TextReport.of(Samples.RENTED))
                .isEqualTo(
                        """
                        Rented addresses, no hands: 600 simulated people and 6,000 bots, 300 units, seed 7

                                                                       through the gate         gate only looking on
                        units to simulated people                          291   97.0 %                  31   10.3 %
                        units to bots                                        9    3.0 %                 269   89.7 %
                        sold out after                                            6.2 s                        0.4 s
                        simulated people challenged          12 of 600  2.0 % (1.1–3.5)                            0
                        simulated people refused           0 of 600  0.00 % (0.00–0.64)                            0
                        challenged and too late               3 of 600  0.5 % (0.2–1.5)                            0
                        gave up                              14 of 600  2.3 % (1.4–3.9) 1 of 600  0.17 % (0.03–0.94)
                        a unit costs a bot                                       4.10 €                       0.02 €
                        purchase answered, p50 / p99                        4.2 / 31 ms                  3.4 / 20 ms

                        simulated people             came  units  without      challenged       refused  too late
                        home                          180     92       12       2   1.1 %     0   0.0 %         0
                        campus                         60     28        3       1   1.7 %     0   0.0 %         0
                        carrier NAT                   120     58        6       5   4.2 %     0   0.0 %         1
                        IPv6 only                      60     30        3       0   0.0 %     0   0.0 %         0
                        office proxy                   36     17        2       1   2.8 %     0   0.0 %         0
                        VPN                            36     16        2       2   5.6 %     0   0.0 %         1
                        no JavaScript                  24     11        1       1   4.2 %     0   0.0 %         1
                        privacy browser                24     12        1       0   0.0 %     0   0.0 %         0
                        assistive technology           24     11        0       0   0.0 %     0   0.0 %         0
                        slow phone                     36     16        1       0   0.0 %     0   0.0 %         0

                        bots                                 came requests  units  without challenged  refused   a unit
                        OAT-005 rented addresses, no hands  6,000   31,418      9      269      5,911      120   4.10 €

                        Simulated people only, hands: minimum-jerk. "without": the gate only looking on.
                        In brackets: 95 % Wilson score interval.
                        """);
    }

    @Test
    void tellsSeveralInALineEach() {
        Contest farm = Samples.again("a farm that solves challenges", 9, Samples.RENTED);
        assertThat(TextReport.overview(List.of(Samples.RENTED, farm)))
                .isEqualTo(
                        """
                        share to simulated people              gate  without              refused           challenged
                        Rented addresses, no hands           97.0 %   10.3 %   0.00 % (0.00–0.64)      2.0 % (1.1–3.5)
                        A farm that solves challenges        97.0 %   10.3 %   0.00 % (0.00–0.64)      2.0 % (1.1–3.5)
                        All                                  97.0 %   10.3 %   0.00 % (0.00–0.32)      2.0 % (1.3–3.0)
                        1,200 simulated people and 12,000 bots. In brackets: 95 % Wilson score interval.
                        """);
    }

    @Test
    void cutsALongNameAndKeepsItsColumns() {
        Contest wide = Samples.hostile("x".repeat(200));
        assertThat(TextReport.of(wide).lines().skip(1))
                .filteredOn(line -> !line.startsWith("Simulated people only"))
                .hasSizeGreaterThan(14)
                .allMatch(line -> line.length() <= 96);
    }
}
