package io.soprelay.chat.command;

import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Mention;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds people by what is written for them: an @mention, a name, a mobile number, or an account ({@code feishu:ou_…}).
 */
public final class PeopleNames {
    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9]{7,15}");
    private static final String MENTION = "@";

    private final Members members;
    private final Gateways gateways;

    public PeopleNames(Members members, Gateways gateways) {
        this.members = members;
        this.gateways = gateways;
    }

    /**
     * Puts members in place of a message's mentions, so that a stored line names people by id only.
     *
     * @return the text with each mention written {@code @<member id>}
     */
    public static String withMembers(String text, List<Mention> mentions, Members members) {
        String line = text;
        // Longest key first: @_user_1 is the beginning of @_user_10.
        List<Mention> ordered = mentions.stream()
                .sorted((a, b) -> b.key().length() - a.key().length())
                .toList();
        for (Mention mention : ordered) {
            MemberId member =
                    members.mentioned(mention.account(), mention.name()).id();
            line = line.replace(mention.key(), " " + token(member) + " ");
        }
        return line;
    }

    /** How a line names a member. */
    static String token(MemberId member) {
        return MENTION + member;
    }

    /** Everybody who has a name, for somebody who has to choose. */
    List<Member> everybody() {
        return members.all().stream().filter(member -> !member.name().isEmpty()).toList();
    }

    /** Everybody whom the word may mean; one for a mention, an account or a mobile number that is known. */
    List<Member> find(String word) {
        String text = word.startsWith(MENTION) ? word.substring(MENTION.length()) : word;
        if (text.isBlank()) {
            return List.of();
        }
        Optional<Member> known = members.find(new MemberId(text));
        if (known.isPresent()) {
            if (known.get().isErased()) {
                return List.of();
            }
            // A mention may tell the account alone, and whoever named them wants to read that it was understood.
            gateways.learnName(known.get().id());
            return members.find(known.get().id()).stream().toList();
        }
        if (text.indexOf(':') > 0) {
            return account(text);
        }
        String digits = text.replaceAll("(?<=[0-9])-(?=[0-9])", "");
        if (MOBILE.matcher(digits).matches()) {
            return gateways.findByMobile(digits).map(gateways::known).stream()
                    .filter(member -> !member.isErased())
                    .toList();
        }
        return members.named(text);
    }

    private List<Member> account(String text) {
        try {
            // Nobody on a platform that is not connected would ever get a card, nor would a slip of the pen.
            return gateways.written(Account.parse(text)).stream().toList();
        } catch (IllegalArgumentException notAnAccount) {
            return List.of();
        }
    }
}
