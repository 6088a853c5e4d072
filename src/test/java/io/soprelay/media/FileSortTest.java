package io.soprelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSortTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff\u00d8\u00ff\u00e0..JFIF",
                "\u0089PNG\r\n\u001a\n....",
                "GIF89a..",
                "GIF87a..",
                "RIFF....WEBPVP8 ",
                "BM....\0\0\0\0...."
            })
    void a_picture_is_known_by_its_first_bytes_whatever_it_is_called(String bytes) {
        assertThat(sort(bytes, "单.jpg")).isEqualTo(FileSort.PICTURE);
        assertThat(sort(bytes, "单.doc")).isEqualTo(FileSort.PICTURE);
        assertThat(sort(bytes, null)).isEqualTo(FileSort.PICTURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7 ...", "....ftypheic....", "....ftypmif1...."})
    void a_paper_proves_like_a_picture(String bytes) {
        assertThat(sort(bytes, "单.pdf")).isEqualTo(FileSort.PAPER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BM",
                "BM 是一家公司",
                "一张单子",
                "PK\u0003\u0004 word",
                "\u00d0\u00cf\u0011\u00e0 doc",
                "....ftypmp42....",
                "<a@b.c> wrote"
            })
    void a_name_makes_nothing_a_picture(String bytes) {
        assertThat(sort(bytes, "单.jpg")).isEqualTo(FileSort.OTHER);
        assertThat(sort(bytes, null)).isEqualTo(FileSort.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MZ\u0090\0",
                "\u007fELF",
                "\u00ca\u00fe\u00ba\u00be",
                "#!/bin/sh",
                "\u00ef\u00bb\u00bf<!DOCTYPE html>",
                "\n  <HTML>",
                "<script>alert(1)</script>",
                "<?xml version=\"1.0\"?><svg onload='x'>",
                "<!-- x --><svg>",
                "@echo off",
                "\u00ff\u00fe<\0s\0v\0g\0>\0"
            })
    void a_program_is_one_whatever_it_is_called(String bytes) {
        assertThat(sort(bytes, "单.jpg")).isEqualTo(FileSort.PROGRAM);
        assertThat(sort(bytes, null)).isEqualTo(FileSort.PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.exe",
                "a.jpg.EXE",
                "a.html",
                "a.js",
                "a.bat",
                "a.sh",
                "a.svg",
                "a.exe. ",
                "a\u202egpj.exe",
                "a.e\u200bxe"
            })
    void a_name_can_make_a_file_a_program(String name) {
        assertThat(sort("一张单子", name)).isEqualTo(FileSort.PROGRAM);
        assertThat(sort("\u0089PNG\r\n\u001a\n", name)).isEqualTo(FileSort.PROGRAM);
    }

    @Test
    void a_name_that_only_speaks_of_programs_is_none() {
        assertThat(sort("一张单子", "exe")).isEqualTo(FileSort.OTHER);
        assertThat(sort("一张单子", "a.exe.doc")).isEqualTo(FileSort.OTHER);
    }

    /** Sixty thousand characters, as many as a call of the platform may carry. */
    @ParameterizedTest
    @ValueSource(strings = {".", " ", ". ", "\u202e", "a."})
    void a_long_name_costs_nothing(String piece) {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long before = cpu.getCurrentThreadCpuTime();

        assertThat(sort("一张单子", piece.repeat(60_000 / piece.length()) + "x")).isEqualTo(FileSort.OTHER);
        assertThat(sort("一张单子", "a.exe" + ".".repeat(60_000))).isEqualTo(FileSort.PROGRAM);

        assertThat(Duration.ofNanos(cpu.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofMillis(500));
    }

    private static FileSort sort(String text, @Nullable String name) {
        boolean bytes = text.chars().allMatch(c -> c < 256);
        return FileSort.of(text.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8), name);
    }
}
