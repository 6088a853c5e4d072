package io.soprelay.simulation;

/** Starts simulations from the command line. */
public final class Simulation {
    private Simulation() {}

    public static void main(String[] args) {
        long seed = Long.parseLong(args[0]);
        int worlds = Integer.parseInt(args[1]);
        boolean readable = args.length > 2;
        if (args.length > 3) {
            java.util.List<Integer> steps = new Shrinker(Run.judged()).shrunk(seed, Run.allSteps(), args[3]);
            System.out.println(steps);
            Run.Played played = Run.judged().played(seed, steps, true);
            System.out.println(played.world().trace().lines());
            System.out.println(played.outcome().violation());
            return;
        }
        long acts = 0;
        long start = System.nanoTime();
        Coverage coverage = new Coverage();
        for (int i = 0; i < worlds; i++) {
            Run.Played played = Run.judged().played(seed + i, Run.allSteps(), readable);
            Outcome outcome = played.outcome();
            acts += outcome.acts();
            coverage.add(outcome.coverage());
            if (readable) {
                System.out.println(played.world().trace().lines());
            }
            if (worlds < 20 || outcome.violation().isPresent()) {
                System.out.println(outcome.seed() + " " + Long.toHexString(outcome.hash()) + " acts " + outcome.acts() + " records "
                        + outcome.records() + " " + outcome.violation());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d acts in %.1f s: %.0f a second%n", acts, seconds, acts / seconds);
        coverage.table().forEach(System.out::println);
    }
}
