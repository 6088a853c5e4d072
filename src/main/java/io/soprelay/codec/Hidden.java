package io.soprelay.codec;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/** A text of a stored record that says something of a person: it is written under the {@link Veil}, never in the open. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@JacksonAnnotationsInside
@JsonSerialize(using = HiddenTexts.Writer.class)
@JsonDeserialize(using = HiddenTexts.Reader.class)
public @interface Hidden {}
