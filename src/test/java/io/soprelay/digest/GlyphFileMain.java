package io.soprelay.digest;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Makes {@code glyphs-16.gz} from a font: run once by hand with the font's file (Noto Sans SC, 400) and the file to
 * write. ASCII, common punctuation and the 3,755 most used Chinese characters (GB 2312, level 1).
 */
final class GlyphFileMain {
    private static final float POINTS = 14;
    private static final int BASELINE = 13;

    private GlyphFileMain() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        Font font = Font.createFont(Font.TRUETYPE_FONT, new File(args[0])).deriveFont(POINTS);
        try (DataOutputStream out =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(Path.of(args[1]))))) {
            for (int character : characters()) {
                write(out, font, (char) character);
            }
        }
    }

    private static void write(DataOutputStream out, Font font, char character) throws IOException {
        int size = Glyphs.SIZE;
        BufferedImage cell = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = cell.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.setFont(font);
        pen.drawString(String.valueOf(character), 0, BASELINE);
        pen.dispose();
        double advance = font.getStringBounds(String.valueOf(character), new FontRenderContext(null, true, true))
                .getWidth();
        out.writeChar(character);
        out.writeByte((int) Math.ceil(advance));
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x += 2) {
                int left = cell.getRaster().getSample(x, y, 0) >> 4;
                int right = cell.getRaster().getSample(x + 1, y, 0) >> 4;
                out.writeByte(left << 4 | right);
            }
        }
    }

    private static TreeSet<Integer> characters() {
        TreeSet<Integer> characters = new TreeSet<>();
        for (char c = ' '; c < 0x7F; c++) {
            characters.add((int) c);
        }
        "·—…“”‘’、。〈〉《》「」『』【】（）！，：；？～％￥×±°≤≥→←↑↓".chars().forEach(characters::add);
        Charset simplified = Charset.forName("GB2312");
        for (int row = 0xB0; row <= 0xD7; row++) {
            for (int column = 0xA1; column <= 0xFE; column++) {
                String text = new String(new byte[] {(byte) row, (byte) column}, simplified);
                if (text.length() == 1 && text.charAt(0) != '\uFFFD') {
                    characters.add((int) text.charAt(0));
                }
            }
        }
        return characters;
    }
}
