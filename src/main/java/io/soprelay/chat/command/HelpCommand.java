package io.soprelay.chat.command;

import io.soprelay.chat.view.GuideView;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /help}: four lines for everybody, all commands for admins. */
@Command(
        name = "help",
        aliases = {"帮助", "菜单", "?", "怎么用"})
public final class HelpCommand implements ChatCommand {
    private final GuideView guide;
    private final FlowShelf shelf;
    private final Supplier<List<String>> commands;

    @Parameters(arity = "0..*", description = "ignored: help is short enough to be one card")
    private List<String> about = List.of();

    /** @param commands names of all commands, asked only when help is shown: the book is not made before its commands */
    public HelpCommand(GuideView guide, FlowShelf shelf, Supplier<List<String>> commands) {
        this.guide = guide;
        this.shelf = shelf;
        this.commands = commands;
    }

    @Override
    public boolean aloud() {
        return true;
    }

    /** In a group everybody reads it: then it is the one for everybody. */
    @Override
    public Response run(CommandRequest request) {
        return new Response.Shown(guide.help(shelf.all(), request.admin() && !request.inGroup(), commands.get()));
    }
}
