package io.soprelay;

import io.soprelay.api.ApiProblem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What strangers on the port are told when a call fails: a status and a sentence that says nothing about what is inside.
 * The reason stands in the log.
 */
@RestController
class QuietErrors implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ApiProblem> answer(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
        String sentence;
        if (status == HttpStatus.NOT_FOUND.value()) {
            sentence = "There is nothing here.";
        } else if (status < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            sentence = "This call is not understood.";
        } else {
            sentence = "Something went wrong here.";
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ApiProblem(sentence));
    }
}
