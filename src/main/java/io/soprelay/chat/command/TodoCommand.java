package io.soprelay.chat.command;

import io.soprelay.chat.view.TodoListView;
import picocli.CommandLine.Command;

/** {@code /todo}: what I have to do. */
@Command(
        name = "todo",
        aliases = {"待办", "我的待办", "代办"})
public final class TodoCommand implements ChatCommand {
    private final TodoListView view;

    public TodoCommand(TodoListView view) {
        this.view = view;
    }

    @Override
    public Response run(CommandRequest request) {
        return new Response.Shown(view.card(request.member()));
    }
}
