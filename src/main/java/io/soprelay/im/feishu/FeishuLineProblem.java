package io.soprelay.im.feishu;

import com.lark.oapi.okhttp.Response;
import io.soprelay.im.line.Connector.LineRefusedException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is against a long connection, in one sentence that names what to look at and no secret. */
final class FeishuLineProblem {
    private static final int AUTH_FAILED = 514;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 1_000_040_350;

    /** The SDK keeps the code of its exceptions to itself and prints it. */
    private static final Pattern SDK_CODE = Pattern.compile("^(Client|Server)Exception: (\\d{1,12}): ");

    private FeishuLineProblem() {}

    /**
     * A {@link LineRefusedException} if only somebody's hand can help, else an {@link IOException}.
     *
     * @param handshake the platform's answer to the opening of the socket, if it refused that
     */
    static Exception of(Throwable failure, @Nullable Response handshake) {
        if (failure instanceof LineRefusedException refused) {
            return refused;
        }
        Matcher sdk = SDK_CODE.matcher(String.valueOf(failure));
        if (sdk.lookingAt()) {
            return byCode(Long.parseLong(sdk.group(2)), sdk.group(1).equals("Client"));
        }
        if (handshake != null) {
            String status = handshake.header("Handshake-Status");
            String authCode = handshake.header("Handshake-Autherrcode");
            boolean tooMany = String.valueOf(TOO_MANY).equals(authCode);
            if (status != null && status.matches("\\d{1,12}")) {
                return byCode(tooMany ? TOO_MANY : Long.parseLong(status), false);
            }
            return new IOException("Feishu refuses the connection with HTTP " + handshake.code());
        }
        if (failure instanceof IOException) {
            String words = failure.getMessage() == null ? "" : ": " + failure.getMessage();
            return new IOException(
                    "Feishu cannot be reached (" + failure.getClass().getSimpleName() + words + ")", failure);
        }
        return new IOException(
                "Feishu's answer cannot be read (" + failure.getClass().getSimpleName() + ")", failure);
    }

    private static Exception byCode(long code, boolean permanent) {
        if (code == AUTH_FAILED) {
            return new LineRefusedException("Feishu does not accept the app's credentials (code 514): compare"
                    + " relay.feishu.app-id and relay.feishu.app-secret with the developer console");
        }
        if (code == FORBIDDEN) {
            return new LineRefusedException("Feishu forbids this app the long connection (code 403): only self-built"
                    + " apps have it, and their newest version must be published");
        }
        if (code == TOO_MANY) {
            return new LineRefusedException("Feishu allows this app no more long connections (code 1000040350; 50 an"
                    + " app): stop other programs that use it, and give each environment an app of its own");
        }
        return permanent
                ? new LineRefusedException("Feishu refuses the long connection (code " + code + ")")
                : new IOException("Feishu is busy (code " + code + ")");
    }
}
