package io.soprelay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the jar. */
@SpringBootApplication
public class SopRelay {

    public static void main(String[] args) {
        SpringApplication.run(SopRelay.class, args);
    }
}
