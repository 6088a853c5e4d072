package io.soprelay.api;

import io.soprelay.ledger.LedgerUnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a caller is told when there is no answer. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
public class ApiProblems {
    /** The embedded server is back within a few seconds; a caller that waits longer loses nothing. */
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ApiProblem> notThere(NotThereException missing) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(new ApiProblem(String.valueOf(missing.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ApiProblem> away(LedgerUnavailableException away) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(new ApiProblem("The store is away; ask again soon."));
    }
}
