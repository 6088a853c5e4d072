package io.soprelay.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.testkit.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

class LuaScriptTest {

    private static final String ADD = """
            -- Adds to a counter.
            -- KEYS[1] counter: whole number
            -- ARGV[1] step (units): how much is added
            -- returns OK: the new value
            -- @include bounds
            return bounded(redis.call('incrby', KEYS[1], ARGV[1]))
            """;
    private static final String BOUNDS = """
            local function bounded(value)
                return math.min(value, 100)
            end
            """;

    private final LuaScript add = script("add", Map.of("redis/add.lua", ADD, "redis/includes/bounds.lua", BOUNDS));

    @BeforeEach
    void emptyServer() {
        TestRedis.flush();
        TestRedis.client().scriptFlush();
    }

    @Test
    void a_script_the_server_does_not_know_runs_once_from_its_source_and_then_by_its_sha() {
        assertThat(run("5")).isEqualTo(5L);
        assertThat(TestRedis.client().scriptExists(List.of(add.sha()))).containsExactly(true);
        assertThat(run("5")).isEqualTo(10L);
    }

    @Test
    void a_flush_of_the_script_cache_is_not_noticed_by_the_caller() {
        add.load(TestRedis.client());
        assertThat(run("1")).isEqualTo(1L);
        TestRedis.client().scriptFlush();
        assertThat(run("1")).isEqualTo(2L);
    }

    @Test
    void a_pipelined_call_of_an_unknown_script_fails_without_running_and_succeeds_after_load() {
        try (Pipeline pipeline = TestRedis.client().pipelined()) {
            Response<Object> unknown = add.runIn(pipeline, keys(), arguments("7"));
            pipeline.sync();
            assertThatThrownBy(unknown::get).isInstanceOf(JedisNoScriptException.class);
            add.load(TestRedis.client());
            Response<Object> known = add.runIn(pipeline, keys(), arguments("7"));
            pipeline.sync();
            assertThat(known.get()).isEqualTo(7L);
        }
    }

    @Test
    void the_header_is_data() {
        assertThat(add.contract().keys())
                .containsExactly(new LuaContract.Parameter("counter", "", "whole number", false));
        assertThat(add.contract().arguments())
                .containsExactly(new LuaContract.Parameter("step", "units", "how much is added", false));
        assertThat(add.contract().codes()).containsExactly("OK");
    }

    @Test
    void a_call_that_does_not_fit_the_header_is_refused_before_it_is_sent() {
        assertThatThrownBy(() -> add.run(TestRedis.client(), keys(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Lua script 'add' takes 1 arguments, but was called with 0");
    }

    @Test
    void a_rest_parameter_takes_any_number() {
        LuaScript script = script("sum", Map.of("redis/sum.lua", """
                -- ARGV[1] first (units): counts always
                -- ARGV[2..] others (units): any number more
                -- returns SUM: of all
                local sum = 0
                for i = 1, #ARGV do sum = sum + ARGV[i] end
                return sum
                """));
        assertThat(script.run(TestRedis.client(), List.of(), List.of(bytes("1"), bytes("2"), bytes("3"))))
                .isEqualTo(6L);
        assertThatThrownBy(() -> script.run(TestRedis.client(), List.of(), List.of()))
                .hasMessageContaining("takes at least 1 arguments");
    }

    @Test
    void a_broken_header_is_refused_with_all_its_problems() {
        assertThatThrownBy(() -> script("bad", Map.of("redis/bad.lua", """
                        -- KEYS[2] state: starts at two
                        -- ARGV[1] no colon here
                        return redis.call('get', KEYS[1]) .. KEYS[3]
                        """)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("KEYS[2] is out of order")
                .hasMessageContaining("'-- ARGV[1] no colon here' is no contract line")
                .hasMessageContaining("no '-- returns CODE: meaning'")
                .hasMessageContaining("KEYS[3] is used but not declared");
    }

    @Test
    void includes_that_form_a_circle_are_named() {
        assertThatThrownBy(() -> script(
                        "a",
                        Map.of(
                                "redis/a.lua", "-- @include b\n",
                                "redis/includes/b.lua", "-- @include c\n",
                                "redis/includes/c.lua", "-- @include b\n")))
                .hasMessage("Lua includes form a circle: redis/a.lua → redis/includes/b.lua → redis/includes/c.lua"
                        + " → redis/includes/b.lua");
    }

    @Test
    void a_piece_included_twice_stands_once() {
        LuaScript script = script(
                "a",
                Map.of(
                        "redis/a.lua", "-- returns OK: done\n-- @include x\n-- @include y\nreturn 1\n",
                        "redis/includes/x.lua", "-- @include y\n",
                        "redis/includes/y.lua", "local y = 1\n"));
        assertThat(script.source()).containsOnlyOnce("local y = 1");
    }

    @Test
    void a_missing_include_names_who_wants_it() {
        assertThatThrownBy(() -> script("a", Map.of("redis/a.lua", "-- @include gone\n")))
                .hasMessage("there is no Lua script redis/includes/gone.lua, included by redis/a.lua");
    }

    private Object run(String step) {
        return add.run(TestRedis.client(), keys(), arguments(step));
    }

    private static List<byte[]> keys() {
        return List.of(bytes("{t}:counter"));
    }

    private static List<byte[]> arguments(String step) {
        return List.of(bytes(step));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LuaScript script(String name, Map<String, String> files) {
        return LuaScripts.from(path -> Optional.ofNullable(files.get(path))).named(name);
    }
}
